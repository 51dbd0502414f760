"""The modelsearch backend of the product: modelsearch's index table and commands, our tokens and ranking."""

from modelsearch.backends.base import BaseSearchBackend

from .compiler import ChineseAutocompleteCompiler, ChineseQueryCompiler
from .index import ChineseIndex, rebuilder_class
from .results import ChineseSearchResults


class SearchBackend(BaseSearchBackend):
    """Chosen in settings; works on the database the product runs on."""

    query_compiler_class = ChineseQueryCompiler
    autocomplete_query_compiler_class = ChineseAutocompleteCompiler
    index_class = ChineseIndex
    results_class = ChineseSearchResults
    rebuilder_class = rebuilder_class

    def __init__(self, params) -> None:
        super().__init__(params)
        self.config = self.autocomplete_config = None  # read by the stock index class
