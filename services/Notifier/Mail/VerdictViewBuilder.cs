using Tracker.Catalog;
using Tracker.Contracts;

namespace Tracker.Notifier.Mail;

/// <summary>Puts a scoreboard and its verdict into words.</summary>
internal sealed class VerdictViewBuilder(LiveCatalog catalog)
{
    /// <param name="scoreboard">The evaluation to tell of.</param>
    /// <param name="before">What the answer was before, as a sentence; null for a first one.</param>
    /// <param name="compared">An earlier evaluation whose differences are shown; null for none.</param>
    public VerdictView Build(Scoreboard scoreboard, string? before = null, Scoreboard? compared = null)
    {
        Headline headline = new(catalog.Current, scoreboard);
        OwnedHardware owned = scoreboard.Owned;
        return new()
        {
            Action = headline.Action,
            Title = headline.Text,
            Answer = headline.Sentence,
            Before = before,
            Circumstances = $"The market as of {Wording.Moment(scoreboard.AsOf, catalog.Current.Settings.Owner.Zone)}. You have "
                + $"{(owned.Count == 1 ? "one" : owned.Count.ToString())} {owned.Name}, which does {Wording.Percent(owned.Capability)} of what you want to run.",
            Reasons = scoreboard.Verdict.Reasons,
            WhatWouldChangeIt = scoreboard.Verdict.WhatWouldChangeIt,
            BreakEven = BreakEven(scoreboard.Verdict),
            Scoreboard = new ScoreboardViewBuilder(scoreboard, compared).Build(),
            Arms = [.. scoreboard.Verdict.Arms.Select(arm => new ArmRow { Description = Capital(arm.Description) + Sureness(arm), Value = Wording.Gain(arm.NetPresentValue) })],
        };
    }

    private static List<string> BreakEven(Verdict verdict)
    {
        BreakEven breakEven = verdict.BreakEven;
        bool chosen = verdict.Action == VerdictAction.BuySecondCard;
        List<string> lines = [];
        if (breakEven.Date is DateOnly date)
            lines.Add($"Waiting pays only for what can be bought by {date:yyyy-MM-dd}.");
        if (breakEven.Price is MoneyValue price)
            lines.Add(chosen
                ? $"The second card stays the choice up to a price of {Wording.Value(price)}."
                : $"The second card becomes the choice at a price of {Wording.Value(price)} or less.");
        if (breakEven.MonthlyValue is MoneyValue value)
            lines.Add($"The second card {(chosen ? "stays" : "becomes")} the choice if it is worth {Wording.Value(value)} a month or more to you.");
        if (verdict.Evpi is MoneyValue information)
            lines.Add($"To know beforehand how it turns out would be worth {Wording.Value(information)}.");
        return lines;
    }

    private static string Sureness(ArmValue arm) => arm.ProbabilityBetter is double better ? $" (better than the second card now in {Wording.Percent(better)})" : "";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
