from minassa.core.errors import Sorry


class TooLate(Sorry):
    code = "too_late"


def test_a_refusal_keeps_its_sentence_and_its_name() -> None:
    refusal = TooLate("The time has passed. Choose a later one.")
    assert str(refusal) == "The time has passed. Choose a later one."
    assert refusal.code == "too_late"
    assert Sorry("No.", code="no").code == "no"


def test_the_sentence_is_made_into_words_only_when_shown() -> None:
    class Later:
        words = "No."

        def __str__(self) -> str:
            return self.words

    refusal = Sorry(Later())
    Later.words = "لا."
    assert str(refusal) == "لا."
