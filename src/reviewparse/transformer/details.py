"""The rules of `grammar/details.lark`, and of lines that are not of the format."""

from __future__ import annotations

from reviewparse.identity import Identity, of_document_title, of_heading
from reviewparse.statements import OTHER, PROFILE, SourceBlock
from reviewparse.transformer.base import BlockMethods, Text
from reviewparse.vocabulary import Kind

__all__ = ["Details"]


class Details(BlockMethods):
    """One method for each rule."""

    def movie_line(self, block: SourceBlock, movie_line: Text) -> None:
        self._identify(block, Identity(kind=Kind.MOVIE))

    def tv_line(self, block: SourceBlock, tv_line: Text) -> None:
        self._identify(block, Identity(kind=Kind.TV))

    def music_line(self, block: SourceBlock, music_line: Text) -> None:
        self._identify(block, Identity(kind=Kind.MUSIC))

    def game_line(self, block: SourceBlock, game_line: Text) -> None:
        self._identify(block, Identity(kind=Kind.GAME))

    def title_line(self, block: SourceBlock, title: Text) -> None:
        self._identify(block, of_heading(title or ""))

    def image_line(self, block: SourceBlock, image_line: Text) -> None:
        self._identify(block, of_heading((image_line or "").removesuffix("Image")))

    def document_title(self, block: SourceBlock, document_title: Text) -> None:
        self._identify(block, of_document_title(document_title or ""))

    def season_line(self, block: SourceBlock, season: Text) -> None:
        self._identify(block, Identity(kind=Kind.TV, season=int(season) if season else None))

    def season_heading(self, block: SourceBlock, season_heading: Text) -> None:
        self._identify(block, of_heading(season_heading or ""))

    def platform_line(self, block: SourceBlock, platform_line: Text) -> None:
        self._identify(block, Identity(kind=Kind.GAME, platform=(platform_line or "").strip()))

    def list_heading(self, block: SourceBlock, list_heading: Text) -> None:
        self._identify(block, of_heading(list_heading or "")._replace(kind=Kind.GAME))

    def profile_line(self, block: SourceBlock, profile_line: Text) -> None:
        self._page.say(block, PROFILE)

    def other_line(self, block: SourceBlock, any_line: Text) -> None:
        self._page.say(block, OTHER)

    def _identify(self, block: SourceBlock, identity: Identity) -> None:
        self._page.say(block, identity)
