using System.Globalization;
using Dapper;
using Tracker.Catalog.Units;
using Tracker.Collector.Extraction;
using Tracker.Collector.Extraction.Claims;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Keeps what a news item claims, in the transaction that keeps the item.</summary>
internal static class ClaimStore
{
    public static void Record(WriteScope scope, long announcementId, IReadOnlyList<ExtractedClaim> claims)
    {
        foreach (ExtractedClaim claim in claims)
        {
            Money? price = claim is { Kind: ClaimKinds.Price, Value: string amount, Unit: string currency }
                ? Money.From(new() { Amount = amount, Currency = currency })
                : null;
            double? value = price is null && claim.Value is string number ? double.Parse(number, CultureInfo.InvariantCulture) : null;
            scope.Connection.Execute(
                """
                INSERT INTO announcement_claims
                    (announcement_id, gpu_id, kind, value, unit, qualifier, amount_minor, currency, date_from, date_to, sentence)
                VALUES (@announcementId, @Candidate, @Kind, @value, @unit, @Qualifier, @minor, @currency, @from, @to, @Sentence)
                """,
                new
                {
                    announcementId,
                    claim.Candidate,
                    claim.Kind,
                    value,
                    unit = price is null ? claim.Unit : null,
                    claim.Qualifier,
                    minor = price?.MinorUnits,
                    currency = price?.Currency,
                    from = Day(claim.From),
                    to = Day(claim.To),
                    claim.Sentence,
                },
                scope.Transaction);
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
