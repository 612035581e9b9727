using System.Text.Json;
using Tracker.Contracts;

namespace Tracker.Notifier.Webhooks;

/// <summary>A CloudEvents 1.0 envelope in its structured JSON form.</summary>
internal sealed record CloudEvent<T>
{
    // CloudEvents allows attribute names of lower-case letters only; the naming policy leaves one word as it is.
    public string Specversion { get; } = "1.0";

    public required string Id { get; init; }

    public string Source { get; } = "gpu-tracker";

    public required string Type { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Subject { get; init; }

    public string Datacontenttype { get; } = "application/json";

    public required T Data { get; init; }
}

/// <summary>What a webhook is told of a verdict.</summary>
internal sealed record VerdictEvent
{
    public const string Type = "gpu-tracker.verdict.reached";

    /// <summary>Standard Webhooks asks for bodies under 20 kB.</summary>
    public const int BodyLimit = 20_000;

    private const int CandidateLimit = 5;
    private const int FewWords = 200;

    /// <summary>The answer in one line, as the mail's subject says it.</summary>
    public required string Title { get; init; }

    public required bool First { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    public required Verdict Verdict { get; init; }

    public required SecondCard SecondCard { get; init; }

    /// <summary>The first of the scoreboard, as many as fit.</summary>
    public required IReadOnlyList<CandidateScore> TopCandidates { get; init; }

    /// <summary>The body: the event in UTF-8, with fewer candidates or words where it would be too long.</summary>
    public static byte[] Body(string alertId, string title, VerdictReached message, Scoreboard scoreboard)
    {
        VerdictEvent data = new()
        {
            Title = title,
            First = message.First,
            AsOf = scoreboard.AsOf,
            Verdict = scoreboard.Verdict,
            SecondCard = scoreboard.SecondCard,
            TopCandidates = [.. scoreboard.Candidates.Take(CandidateLimit)],
        };
        byte[] body = Envelope(data);
        while (body.Length >= BodyLimit && data.TopCandidates.Count > 0)
        {
            data = data with { TopCandidates = [.. data.TopCandidates.SkipLast(1)] };
            body = Envelope(data);
        }
        return body.Length < BodyLimit ? body : Envelope(data with { Title = Cut(title), Verdict = Shorten(data.Verdict), SecondCard = Shorten(data.SecondCard) });

        byte[] Envelope(VerdictEvent content) => JsonSerializer.SerializeToUtf8Bytes(
            new CloudEvent<VerdictEvent>
            {
                Id = alertId,
                Type = Type,
                Time = message.ReachedAt,
                Subject = message.Subject ?? message.Action.ToString().ToLowerInvariant(),
                Data = content,
            },
            ContractJson.Compact);
    }

    private static Verdict Shorten(Verdict verdict) => verdict with
    {
        Reasons = [.. verdict.Reasons.Take(3).Select(Cut)],
        WhatWouldChangeIt = [.. verdict.WhatWouldChangeIt.Take(3).Select(Cut)],
        Arms = [.. verdict.Arms.Take(5).Select(arm => arm with { Description = Cut(arm.Description) })],
    };

    private static SecondCard Shorten(SecondCard card) => card with { Price = Shorten(card.Price), Rental = Shorten(card.Rental) };

    private static PriceBasis? Shorten(PriceBasis? price) =>
        price is null ? null : price with { Basis = Cut(price.Basis), Sources = [.. price.Sources.Take(5).Select(Cut)] };

    private static string Cut(string text) => Email.HeaderText.OneLine(text, FewWords);
}
