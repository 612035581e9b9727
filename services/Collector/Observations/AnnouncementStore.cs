using Dapper;
using Tracker.Storage;

namespace Tracker.Collector.Observations;

/// <summary>Keeps news items.</summary>
internal static class AnnouncementStore
{
    /// <summary>Notes which GPUs the announcement just inserted is about.</summary>
    /// <returns>The announcement's id.</returns>
    public static long Link(WriteScope scope, IEnumerable<string> gpuIds)
    {
        long id = scope.Connection.ExecuteScalar<long>("SELECT last_insert_rowid()", transaction: scope.Transaction);
        foreach (string gpuId in gpuIds)
        {
            scope.Connection.Execute(
                "INSERT INTO announcement_gpus (announcement_id, gpu_id) VALUES (@id, @gpuId)", new { id, gpuId }, scope.Transaction);
        }
        return id;
    }
}
