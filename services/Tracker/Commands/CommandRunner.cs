using System.CommandLine;
using Microsoft.Data.Sqlite;
using Tracker.Catalog;
using Tracker.Storage;

namespace Tracker.Commands;

/// <summary>What every command does around its own work: load the configuration, name errors, give the exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Runs a command's work with the validated configuration.</summary>
    public static async Task<int> WithCatalogAsync(CommonOptions common, ParseResult call, Func<TrackerCatalog, Task<int>> work)
    {
        CatalogLoadResult loaded = CatalogLoader.Load(common.ConfigFolder(call));
        if (loaded.Catalog is { } catalog)
            return await GuardAsync(() => work(catalog));
        foreach (object problem in loaded.Problems)
            await Console.Error.WriteLineAsync(problem.ToString());
        int errors = loaded.Problems.Count(problem => !problem.IsWarning);
        await Console.Error.WriteLineAsync($"tracker: the configuration has {errors} {(errors == 1 ? "error" : "errors")}; nothing was done");
        return TrackerCommandLine.WrongCall;
    }

    /// <summary>Runs work and turns what it throws into a message and an exit code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (WrongCallException e)
        {
            await Console.Error.WriteLineAsync($"tracker: {e.Message}");
            return TrackerCommandLine.WrongCall;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("tracker: stopped");
            return TrackerCommandLine.Failed;
        }
        catch (Exception e) when (e is StorageException or SqliteException or IOException or UnauthorizedAccessException or InvalidOperationException
            or HttpRequestException or TimeoutException or MassTransit.MassTransitException or ArgumentException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"tracker: {e.Message}");
            return TrackerCommandLine.Failed;
        }
    }
}

/// <summary>The call asks for something that is not there; the message says what is.</summary>
internal sealed class WrongCallException(string message) : Exception(message);
