using Tracker.Contracts;
using Tracker.Notifier.Mail;
using Tracker.Notifier.Tests.Support;

namespace Tracker.Notifier.Tests.Mail;

public sealed class HeadlineTests
{
    [Theory]
    [InlineData(VerdictAction.Wait, "mi350p", "WAIT: MI350P beats a second RTX PRO 6000 (74%, +$2,310, until 2027-02)")]
    [InlineData(VerdictAction.Wait, "rtx-pro-6000-blackwell", "WAIT: a better price beats buying a second RTX PRO 6000 now (74%, +$2,310, until 2027-02)")]
    [InlineData(VerdictAction.BuySecondCard, "rtx-pro-6000-blackwell", "BUY: a second RTX PRO 6000 beats waiting (74%, +$2,310)")]
    [InlineData(VerdictAction.BuyAlternative, "mi350p", "BUY: MI350P beats a second RTX PRO 6000 (74%, +$2,310)")]
    [InlineData(VerdictAction.Rent, "mi350p", "RENT: renting MI350P beats a second RTX PRO 6000 (74%, +$2,310)")]
    [InlineData(VerdictAction.Rent, null, "RENT: renting beats a second RTX PRO 6000 (74%, +$2,310)")]
    [InlineData(VerdictAction.Hold, null, "HOLD: nothing is clear enough to act on (waiting is better in 74%, +$2,310)")]
    public void Headline_of_an_action_says_the_answer(VerdictAction action, string? subject, string expected) =>
        new Headline(Invented.Catalog(), Invented.Scoreboard(action, subject)).Text.ShouldBe(expected);

    [Fact]
    public void Headline_of_a_card_not_worth_its_money_says_from_which_price_it_is()
    {
        Scoreboard board = Invented.Scoreboard(VerdictAction.Hold, null);
        Headline headline = new(Invented.Catalog(), board with { Verdict = board.Verdict with { Probability = null } });

        headline.Text.ShouldBe("HOLD: a second RTX PRO 6000 is not worth its money (it is below $6,900)");
        headline.Sentence.ShouldBe("Keep what you have: nothing, a second RTX PRO 6000 included, is worth its money to you now.");
    }

    [Fact]
    public void Sentence_of_doubt_says_what_is_better_on_average() =>
        new Headline(Invented.Catalog(), Invented.Scoreboard(VerdictAction.Hold, null)).Sentence
            .ShouldBe("Buy nothing yet: nothing is clear enough to act on. Waiting is the better choice with a probability of 74%, worth +$2,310 on average.");

    [Fact]
    public void Headline_without_figures_says_the_bare_answer()
    {
        Scoreboard board = Invented.Scoreboard(VerdictAction.Hold, null);
        board = board with
        {
            Verdict = board.Verdict with { Probability = null, ExpectedGain = null, BreakEven = new() { Date = null, Price = null, MonthlyValue = null } },
        };

        new Headline(Invented.Catalog(), board).Text.ShouldBe("HOLD: a second RTX PRO 6000 is not worth its money");
    }

    [Theory]
    [InlineData(0.999, "(>99%")]
    [InlineData(0.001, "(<1%")]
    [InlineData(1.0, "(100%")]
    public void Headline_of_an_almost_sure_thing_does_not_claim_certainty(double probability, string expected) =>
        new Headline(Invented.Catalog(), Invented.Scoreboard(probability: probability)).Text.ShouldContain(expected);

    [Fact]
    public void Headline_of_a_loss_keeps_its_sign() =>
        new Headline(Invented.Catalog(), Invented.Scoreboard(gain: "-150.00")).Text.ShouldContain("-$150");
}
