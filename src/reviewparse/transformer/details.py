"""The rules of `grammar/details.lark`, and of lines that are not of the format."""

from __future__ import annotations

from reviewparse.pages import OTHER, PROFILE, Title
from reviewparse.transformer.base import BlockMethods, SourceBlock, Text
from reviewparse.vocabulary import Kind

__all__ = ["Details"]


class Details(BlockMethods):
    """One method for each rule."""

    def movie_line(self, block: SourceBlock, movie_line: Text) -> None:
        self._page.say(block.line, block.source, Kind.MOVIE)

    def tv_line(self, block: SourceBlock, tv_line: Text) -> None:
        self._page.say(block.line, block.source, Kind.TV)

    def music_line(self, block: SourceBlock, music_line: Text) -> None:
        self._page.say(block.line, block.source, Kind.MUSIC)

    def game_line(self, block: SourceBlock, game_line: Text) -> None:
        self._page.say(block.line, block.source, Kind.GAME)

    def title_line(self, block: SourceBlock, title: Text) -> None:
        self._page.say(block.line, block.source, Title((title or "").strip()))

    def profile_line(self, block: SourceBlock, profile_line: Text) -> None:
        self._page.say(block.line, block.source, PROFILE)

    def other_line(self, block: SourceBlock, any_line: Text) -> None:
        self._page.say(block.line, block.source, OTHER)
