"""Labels of `bench promises`: which sentences of real answers promise something, by hand.

`labels.csv` names a record and offsets in its answer, no text: the answers stay outside the repository. Sample A and E are
drawn from all sentences, B, C and D from those with a word that may speak of the future. Sentences two readers could
judge differently were left out. `due` is the last day promised, empty where none is.
"""
