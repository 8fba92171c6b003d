from __future__ import annotations

from service_directory.importers.suggesting import MOST, ServiceWords, suggest_needs
from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind
from tests.unit.importers.feeds import VOCABULARY


def suggest(name: str = "", description: str = "", **more: str) -> tuple[str, ...]:
    (found,) = suggest_needs([ServiceWords(name, description=description, **more)], VOCABULARY)
    return found


def test_names_and_synonyms() -> None:
    assert suggest("Food Pantry") == ("food-pantry",)
    assert suggest("Saturday", "Our food pantries are open to all.") == ("food-pantry",)
    assert suggest("ESL for beginners") == ("learn-english",)


def test_whole_words_only() -> None:
    assert suggest("Foodie Pantryman") == ()
    assert suggest("Wicker chairs") == ()


def test_abbreviations_only_in_capitals() -> None:
    assert suggest("WIC office") == ("food-benefits",)
    assert suggest("Wic and candles") == ()


def test_one_common_word_in_a_description_is_not_enough() -> None:
    assert suggest("Meeting", "Bring food.") == ()


def test_the_lower_need_stands_for_the_one_above() -> None:
    assert suggest("Food: food pantry", "Groceries and food.") == ("food-pantry",)


def test_the_feeds_own_terms_help() -> None:
    assert suggest("Saturday", terms="Food Pantry") == ("food-pantry",)


def test_common_phrases_weigh_less() -> None:
    many = [ServiceWords("Food pantry", description=f"Number {n}.") for n in range(200)]
    assert set(suggest_needs(many, VOCABULARY)) == {()}
    rare = [ServiceWords(f"Service {n}") for n in range(200)]
    assert suggest_needs([*rare, ServiceWords("Food pantry")], VOCABULARY)[-1] == ("food-pantry",)


def test_at_most_three() -> None:
    terms = [{"id": f"n{n}", "name": f"Lantern {n}", "synonyms": ["lantern"]} for n in range(9)]
    tops = [{"id": "top", "name": "Top"}, *({**term, "parent": "top"} for term in terms)]
    needs = Taxonomy.model_validate({"name": "needs", "terms": tops})
    words = ServiceWords("Lantern " + " ".join(f"Lantern {n}" for n in range(9)))
    (found,) = suggest_needs([words], Vocabulary({TaxonomyKind.NEEDS: needs}))
    assert found == ("n0", "n1", "n2")
    assert len(found) == MOST


def test_nothing_to_suggest_from() -> None:
    assert suggest_needs([ServiceWords("Food")], Vocabulary()) == [()]
    assert suggest_needs([], VOCABULARY) == []
