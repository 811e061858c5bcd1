"""One question to one site: which elements hold, which do not, and how many count."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from grader.website.criterion.judge import Verdict, judge
from grader.website.criterion.look import Look
from grader.website.criterion.model import Question
from grader.website.index import SiteIndex
from grader.website.model import Element


class Finding:
    """Elements are looked for and judged once."""

    def __init__(self, index: SiteIndex, question: Question) -> None:
        self.index = index
        self.question = question
        self.look = Look(index, question.width)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the selector, hidden ones too."""
        return self.look.select(self.question.selector)

    @cached_property
    def hidden(self) -> tuple[Element, ...]:
        """Those that visitors cannot see: they do not count, unless hiding is what is asked."""
        if self.question.asks_style("display", "visibility"):
            return ()
        return tuple(element for element in self.elements if self.look.hidden(element))

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is true of each element that can be seen."""
        hidden = set(self.hidden)
        return tuple(judge(self.look, self.question, element) for element in self.elements if element not in hidden)

    @cached_property
    def judged(self) -> tuple[Verdict, ...]:
        """Without those where nobody can tell, such as a contrast over a picture."""
        return tuple(verdict for verdict in self.verdicts if verdict.judged)

    @cached_property
    def holding(self) -> tuple[Verdict, ...]:
        """Those of which everything is true."""
        return tuple(verdict for verdict in self.judged if verdict.holds)

    @cached_property
    def count_met(self) -> bool:
        """Whether as many can be seen as `count` asks for, right or not yet."""
        count = self.question.count
        if count is None:
            return True
        if not count.each_page:
            return count.met(len(self.verdicts))
        pages = Counter(self.look.page(verdict.element).path for verdict in self.verdicts)
        return all(count.met(pages[page.path]) for page in self.index.pages)

    @property
    def share_met(self) -> bool:
        """Whether as many of them hold as `share` asks for."""
        share = self.question.share
        return share is None or share.met(len(self.holding), len(self.judged))

    @property
    def counted(self) -> tuple[Verdict, ...]:
        """Those that count: all that hold, or none where there must be more or fewer of them."""
        return self.holding if self.count_met and self.share_met else ()
