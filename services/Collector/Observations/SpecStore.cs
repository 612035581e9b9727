using Dapper;
using Tracker.Catalog.Sources;
using Tracker.Collector.Extraction;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Stores technical figures, each with its message, where a source's last one was another.</summary>
internal static class SpecStore
{
    /// <returns>Whether it was new.</returns>
    public static bool Record(WriteScope scope, SourceEntry source, ExtractedSpec spec, DateTimeOffset now)
    {
        string? last = scope.Connection.QueryFirstOrDefault<string>(
            "SELECT value FROM specs WHERE source_id = @Id AND gpu_id = @Candidate AND field = @Field ORDER BY id DESC LIMIT 1",
            new { source.Id, spec.Candidate, spec.Field },
            scope.Transaction);
        if (last == spec.Value)
            return false;
        long id = scope.Connection.ExecuteScalar<long>(
            """
            INSERT INTO specs (fact_key, gpu_id, field, value, source_id, observed_at, known_at, recorded_at, confidence, evidence)
            VALUES (@key, @Candidate, @Field, @Value, @Id, @now, @now, @now, @confidence, @Evidence)
            RETURNING id
            """,
            new
            {
                key = FactKey.Of("polled-spec", source.Id, spec.Candidate, spec.Field, spec.Value, Instant.ToText(now)),
                spec.Candidate,
                spec.Field,
                spec.Value,
                source.Id,
                now,
                confidence = StoredWords.Of(source.Trust),
                spec.Evidence,
            },
            scope.Transaction);
        scope.Publish(Roles.Collector, new SpecObserved
        {
            SpecId = id,
            GpuId = spec.Candidate!,
            Field = spec.Field,
            Value = spec.Value,
            SourceId = source.Id,
            ObservedAt = now,
            KnownAt = now,
        });
        return true;
    }
}
