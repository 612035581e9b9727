using System.CommandLine;
using System.Text.Json;
using Tracker.Catalog;
using Tracker.Contracts;

namespace Tracker.Commands;

/// <summary><c>config</c>: validates and shows the configuration.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommonOptions common)
    {
        Command check = new("check", "Validates every file of the configuration; a problem is named with file, line and column.") { common.Config, common.Json };
        check.SetAction((call, _) => Task.FromResult(Check(common, call)));
        Command show = new("show", "Prints the effective configuration, with where secrets are kept but never the secrets.") { common.Config, common.Json };
        show.SetAction((call, _) => CommandRunner.WithCatalogAsync(common, call, catalog =>
        {
            Console.WriteLine(JsonSerializer.Serialize(Describe(catalog), ContractJson.Indented));
            return Task.FromResult(TrackerCommandLine.Done);
        }));
        return new Command("config", "Validates and shows the configuration.") { check, show };
    }

    private static int Check(CommonOptions common, ParseResult call)
    {
        string folder = common.ConfigFolder(call);
        CatalogLoadResult loaded = CatalogLoader.Load(folder);
        if (call.GetValue(common.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(new { Valid = loaded.Catalog is not null, loaded.Problems }, ContractJson.Indented));
        }
        else if (loaded.Catalog is { } catalog)
        {
            int enabled = catalog.Sources.Values.Count(s => s.Enabled);
            Console.WriteLine($"{folder} is valid: {catalog.Gpus.Count} GPUs, {catalog.Models.Count} models, {catalog.Settings.Workloads.Count} workloads, {catalog.Sources.Count} sources ({enabled} enabled), {catalog.Stacks.Count} stacks.");
        }
        if (!call.GetValue(common.Json))
        {
            foreach (object problem in loaded.Problems)
                Console.Error.WriteLine(problem);
        }
        return loaded.Catalog is null ? TrackerCommandLine.WrongCall : TrackerCommandLine.Done;
    }

    private static object Describe(TrackerCatalog catalog) => new
    {
        catalog.Folder,
        Owner = new
        {
            Gpu = catalog.Settings.Owner.GpuId,
            catalog.Settings.Owner.Count,
            Zone = catalog.Settings.Owner.Zone.Id,
            catalog.Settings.Owner.Currency,
            catalog.Settings.Owner.Engine,
            catalog.Settings.Owner.Utilization,
            catalog.Settings.Owner.Contact,
        },
        Decision = new
        {
            catalog.Settings.Decision.HorizonMonths,
            catalog.Settings.Decision.HoursPerMonth,
            catalog.Settings.Decision.DiscountPerYear,
            catalog.Settings.Decision.Tax,
            PowerPerKwh = catalog.Settings.Decision.PowerPerKwh?.ToValue(),
            MonthlyValue = catalog.Settings.Decision.MonthlyValue?.ToValue(),
            catalog.Settings.Decision.WaitProbability,
            WaitGain = catalog.Settings.Decision.WaitGain.ToValue(),
            catalog.Settings.Decision.WaitGainShare,
        },
        catalog.Settings.Workloads,
        catalog.Settings.Companions,
        Email = new
        {
            catalog.Settings.Email.Mode,
            catalog.Settings.Email.From,
            catalog.Settings.Email.To,
            Smtp = catalog.Settings.Email.Smtp is { } smtp
                ? new { smtp.Host, smtp.Port, smtp.Security, smtp.Username, Password = smtp.Password?.ToString() }
                : null,
        },
        Webhooks = catalog.Settings.Webhooks.Select(w => new { w.Id, Url = HideCredentials(w.Url), Secret = w.Secret?.ToString(), w.AllowPrivate }),
        catalog.Settings.DigestCron,
        catalog.Settings.HistoryFolder,
        Gpus = catalog.Gpus.Keys.Order(StringComparer.Ordinal),
        Models = catalog.Models.Keys.Order(StringComparer.Ordinal),
        Sources = catalog.Sources.Values.OrderBy(s => s.Id, StringComparer.Ordinal)
            .Select(s => new { s.Id, s.Kind, s.Enabled, s.DisabledReason }),
    };

    // A webhook's address is a secret of its own with many services: only its host is shown.
    private static string HideCredentials(Uri url) => $"{url.Scheme}://{url.Authority}/…";
}
