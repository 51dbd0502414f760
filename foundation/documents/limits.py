"""How much one document may ask for. The numbers come from the book of rules; engines take them as an argument."""

from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block, weight
from .errors import TooLarge


@dataclass(frozen=True)
class Limits:
    """`characters` and `cells` of the body; `seconds` and `memory_mb` for writing a PDF; kilobytes of a template."""

    characters: int
    cells: int
    seconds: int
    memory_mb: int
    template_kb: int

    def assert_fits(self, blocks: Sequence[Block]) -> None:
        """Raises TooLarge."""
        characters, cells = weight(blocks)
        if characters > self.characters:
            raise TooLarge(
                f"正文有 {characters} 字，超过一份文件最多 {self.characters} 字。请精简，或把数据放在附件里。"
            )
        if cells > self.cells:
            raise TooLarge(f"表格共有 {cells} 格，超过最多 {self.cells} 格。请把大表放在附件里。")
