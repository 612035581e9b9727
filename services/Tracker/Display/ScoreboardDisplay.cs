using System.Text.Json;
using Spectre.Console;
using Tracker.Catalog.Units;
using Tracker.Contracts;

namespace Tracker.Display;

/// <summary>Prints a scoreboard: the answer first, then why, then the table.</summary>
internal static class ScoreboardDisplay
{
    private const int ClaimCards = 12;
    private const int ClaimsPerCard = 4;

    public static void Write(Scoreboard board, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(board, ContractJson.Indented));
            return;
        }
        IAnsiConsole console = Terminal.Create();
        WriteVerdict(console, board);
        console.Write(BuildTable(board));
        console.MarkupLine("[dim]ratio: price per added capability over the second card's, below 1 is better.  + newly possible models.  † unverified.  ‡ low confidence.  * an old price.[/]");
        if (board.Claims is { } claims)
            WriteClaims(console, claims);
        int hidden = board.Candidates.Count(c => c.Price is null);
        console.MarkupLine($"[dim]{board.Candidates.Count} candidates, {hidden} without a price. Every figure with its source: --json[/]");
    }

    private static void WriteVerdict(IAnsiConsole console, Scoreboard board)
    {
        Verdict verdict = board.Verdict;
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Headline(board)}[/]");
        console.MarkupLineInterpolated($"[dim]as of {board.AsOf:yyyy-MM-dd HH:mm} UTC; owned: {board.Owned.Count} × {board.Owned.Name}, capability {board.Owned.Capability:0.00} of 1; a second one adds {board.SecondCard.Capability:0.00}[/]");
        foreach (string reason in verdict.Reasons)
            console.MarkupLineInterpolated($"  • {reason}");
        if (verdict.WhatWouldChangeIt.Count > 0)
            console.MarkupLine("[bold]What would change it[/]");
        foreach (string change in verdict.WhatWouldChangeIt)
            console.MarkupLineInterpolated($"  • {change}");
        console.WriteLine();
    }

    private static string Headline(Scoreboard board)
    {
        Verdict verdict = board.Verdict;
        if (verdict.Arms.Count == 0)
            return "NOT DECIDED: facts are missing";
        string subject = board.Candidates.FirstOrDefault(c => c.Id == verdict.Subject)?.Name ?? verdict.Subject ?? "";
        string action = verdict.Action switch
        {
            VerdictAction.BuySecondCard => $"BUY the second card: {subject}",
            VerdictAction.BuyAlternative => $"BUY an alternative: {subject}",
            VerdictAction.Wait => $"WAIT for: {subject}",
            VerdictAction.Rent => "RENT while you need it",
            _ => "HOLD: buy nothing now",
        };
        string sure = verdict.Probability is double p ? $", {p:0%} sure" : "";
        string gain = verdict.ExpectedGain is { } g ? $", worth {Money.From(g)} more than the next best" : "";
        return $"{action}{sure}{gain}";
    }

    private static Table BuildTable(Scoreboard board)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("candidate");
        table.AddColumn("standing");
        table.AddColumn(new TableColumn("price").RightAligned());
        table.AddColumn("of");
        table.AddColumn(new TableColumn("adds").RightAligned());
        table.AddColumn(new TableColumn("ratio").RightAligned());
        table.AddColumn("arrives");
        table.AddColumn(new TableColumn("against the second card now").RightAligned());
        table.AddColumn("remarks");
        foreach (CandidateScore line in board.Candidates)
        {
            bool second = line.Id == board.Owned.Id;
            table.AddRow(
                Cell(second ? $"{line.Name} (the second card)" : line.Name, second),
                Cell(line.Standing.ToString().ToLowerInvariant(), second),
                Cell(Price(line), second),
                Cell(line.Price is { } price ? $"{price.ObservedAt:yyyy-MM-dd}" : "", second),
                Cell(line.Capability is double added ? $"{added:0.000}" : "unknown", second),
                Cell(line.RatioToSecondCard is double ratio ? $"{ratio:0.00}" : "–", second),
                Cell(Arrival(line.Arrival), second),
                Cell((line.Wait ?? line.BuyNow) is { } other ? $"{(line.Wait is null ? "buy" : "wait")}: {other.ProbabilityBetter:0%}, {Money.From(other.ExpectedGain)}" : "", second),
                Cell(Remarks(line), second));
        }
        return table;
    }

    // The surest of each candidate first; what a source's record gives a claim is its weight.
    private static void WriteClaims(IAnsiConsole console, ClaimsSummary claims)
    {
        if (claims.Open.Count + claims.Resolved.Count == 0)
            return;
        console.MarkupLineInterpolated($"[bold]Claims[/]  {claims.Open.Count} open, {claims.Resolved.Count} decided, {claims.Resolved.Count(r => r.CameTrue)} of them true{(claims.Brier is double brier ? $"; Brier {brier:0.000}" : "")}");
        foreach (IGrouping<string, OpenClaim> card in claims.Open.GroupBy(c => c.Gpu).Take(ClaimCards))
            console.MarkupLineInterpolated($"  {card.Key}: {string.Join("; ", card.Select(Claim).Take(ClaimsPerCard))}{(card.Count() > ClaimsPerCard ? $"; {card.Count() - ClaimsPerCard} more" : "")}");
        string record = string.Join("; ", claims.Sources.Where(s => s.CameTrue + s.CameFalse > 0).Take(ClaimCards).Select(s => $"{s.Name} on {s.Aspect} {s.CameTrue} of {s.CameTrue + s.CameFalse} true, next {s.Weight:0%}"));
        if (record.Length > 0)
            console.MarkupLineInterpolated($"  [dim]record: {record}[/]");
        foreach (string problem in claims.Problems.Take(ClaimsPerCard))
            console.MarkupLineInterpolated($"  [dim]not counted: {problem}[/]");
    }

    private static string Claim(OpenClaim claim) =>
        $"{claim.Kind} {claim.Says} ({claim.Source}, {claim.Weight:0%}{(claim.ContradictedBy.Count > 0 ? $", against {string.Join(", ", claim.ContradictedBy)}" : "")})";

    private static Markup Cell(string text, bool strong) => new(Markup.Escape(text), strong ? new Style(decoration: Decoration.Bold) : Style.Plain);

    private static string Price(CandidateScore line)
    {
        if (line.Price is not { } price)
            return "no price";
        // The same marks as in mails.
        string mark = price.Confidence switch { Confidence.Unverified => "†", Confidence.Low => "‡", _ => "" };
        string old = line.Stale.Any(s => s.StartsWith("the price is", StringComparison.Ordinal) && s.Contains("of 2", StringComparison.Ordinal)) ? "*" : "";
        return $"{Money.FromAmount(Math.Round(Money.From(new() { Amount = price.Amount, Currency = price.Currency }).Amount), price.Currency)}{mark}{old}";
    }

    private static string Arrival(ArrivalEstimate? arrival) => arrival switch
    {
        null => "",
        { P50: DateOnly p50, Never: double never } => $"{p50:yyyy-MM} ({never:0%} never)",
        _ => "never",
    };

    private static string Remarks(CandidateScore line)
    {
        IEnumerable<string> unverified = line.Stale.Where(s => s.EndsWith("is unverified", StringComparison.Ordinal)).Select(s => s[..^" is unverified".Length] + "†");
        return string.Join("; ", line.Notes.Select(n => n.Replace("makes possible: ", "+ ", StringComparison.Ordinal)).Concat(unverified));
    }
}
