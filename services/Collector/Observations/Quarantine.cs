using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>
/// Holds back a price that is more than three times, or less than a third of, what the same thing cost in the last 90 days,
/// until a second source or a second fetch an hour later agrees.
/// </summary>
internal sealed class Quarantine(TimeProvider time)
{
    /// <summary>A jump beyond this factor, up or down, is not believed at once.</summary>
    private const decimal Factor = 3;

    /// <summary>Prices within this share of each other agree.</summary>
    private const decimal Tolerance = 0.1m;

    private static readonly TimeSpan s_memory = TimeSpan.FromDays(90);
    /// <summary>Times noted of one answer are no further apart.</summary>
    private static readonly TimeSpan s_oneAnswer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_agreement = TimeSpan.FromDays(7);

    /// <summary>How long after its first sight a price is believed that is still there.</summary>
    public static TimeSpan Recheck { get; } = TimeSpan.FromHours(1);

    /// <summary>Whether an offer may be stored; if not, it is held, or was dropped by hand.</summary>
    public bool Accepts(WriteScope scope, string sourceId, PolledOffer offer)
    {
        DateTimeOffset now = time.GetUtcNow();
        QuarantinedRow? held = QuarantineStore.Latest(scope, sourceId, offer, "held");
        if (offer.AmountMinor is not long amount || QuarantineStore.Reference(scope, sourceId, offer, now - s_memory) is not long reference || !IsJump(amount, reference))
        {
            if (held is not null)
                QuarantineStore.Decide(scope, held.Id, "dropped", "contradicted", now);
            return true;
        }
        if (QuarantineStore.Latest(scope, sourceId, offer, "dropped", "hand") is { } dropped && dropped.LastSeenAt >= now - s_memory && Agree(dropped.Price.MinorUnits, amount))
        {
            QuarantineStore.SeenAgain(scope, dropped.Id, now);
            return false;
        }
        return held is null || !Agree(held.Price.MinorUnits, amount)
            ? AcceptsNew(scope, sourceId, offer, held, reference, now)
            : AcceptsAgain(scope, held, now);
    }

    /// <summary>Notes that a source said that nothing changed since its last answer; what it showed then and is held agrees with itself.</summary>
    /// <returns>How many offers that released.</returns>
    public int SeenUnchanged(WriteScope scope, string sourceId, DateTimeOffset? lastSuccess)
    {
        DateTimeOffset now = time.GetUtcNow();
        // What an earlier answer showed and the last one did not is not there any more.
        return QuarantineStore.Held(scope, sourceId).Count(row => row.LastSeenAt >= lastSuccess - s_oneAnswer && AcceptsAgain(scope, row, now));
    }

    /// <summary>Stores a held offer as one, known from now on.</summary>
    public static void Release(WriteScope scope, QuarantinedRow row, string decidedBy, DateTimeOffset now)
    {
        QuarantineStore.Decide(scope, row.Id, "released", decidedBy, now);
        PolledOfferStore.Insert(scope, row.SourceId, row, row.FirstSeenAt, now);
    }

    private static bool AcceptsNew(WriteScope scope, string sourceId, PolledOffer offer, QuarantinedRow? held, long reference, DateTimeOffset now)
    {
        if (held is not null)
            QuarantineStore.Decide(scope, held.Id, "dropped", "contradicted", now);
        long amount = offer.AmountMinor!.Value;
        QuarantinedRow[] others = [.. QuarantineStore.HeldElsewhere(scope, sourceId, offer, now - s_agreement).Where(row => Agree(row.Price.MinorUnits, amount))];
        if (others.Length == 0 && !QuarantineStore.RecentElsewhere(scope, sourceId, offer, now - s_agreement).Any(known => Agree(known, amount)))
        {
            QuarantineStore.Hold(scope, sourceId, offer, reference, now);
            return false;
        }
        foreach (QuarantinedRow other in others)
            Release(scope, other, "second-source", now);
        return true;
    }

    private static bool AcceptsAgain(WriteScope scope, QuarantinedRow held, DateTimeOffset now)
    {
        QuarantineStore.SeenAgain(scope, held.Id, now);
        if (now - held.FirstSeenAt < Recheck)
            return false;
        Release(scope, held, "second-fetch", now);
        return true;
    }

    private static bool IsJump(long amount, long reference) => amount > Factor * reference || reference > Factor * amount;

    private static bool Agree(long one, long other) => Math.Abs(one - other) <= Tolerance * Math.Max(one, other);
}
