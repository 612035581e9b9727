using System.CommandLine;
using System.Text.Json;
using Tracker.Contracts;
using Tracker.Hosting;
using Tracker.Notifier;
using Tracker.Notifier.Digest;

namespace Tracker.Commands;

/// <summary><c>digest</c>: the weekly digest.</summary>
internal static class DigestCommand
{
    public static Command Create(CommonOptions common)
    {
        Option<IsoWeek?> week = new("--week")
        {
            Description = "An ISO week such as 2026-W47. Default: this week.",
            HelpName = "W",
            CustomParser = argument =>
            {
                if (IsoWeek.TryParse(argument.Tokens[0].Value, out IsoWeek parsed))
                    return parsed;
                argument.AddError($"--week must be an ISO week such as 2026-W47, found '{argument.Tokens[0].Value}'");
                return null;
            },
        };
        Option<string?> folder = new("--out") { Description = "Folder for the HTML and the text. Default: digests in the data folder.", HelpName = "DIR" };
        Option<bool> send = new("--send") { Description = "Mail it too, even where this week's was sent." };
        Command command = new("digest", "Renders the weekly digest as HTML and text; run once before, or there is nothing to report.")
        {
            week, folder, send, common.Config, common.Data, common.Json, common.Verbose,
        };
        command.SetAction((call, cancellationToken) => CommandRunner.WithCatalogAsync(common, call, async catalog =>
        {
            string data = call.GetValue(common.Data)!;
            using IHost host = TrackerProcess.Create(catalog, data, [Roles.Notifier], HostMode.Command, call.GetValue(common.Verbose));
            DigestPublisher publisher = host.Services.GetRequiredService<DigestPublisher>();
            RenderedDigest digest = await publisher.RenderAsync(call.GetValue(week), cancellationToken);
            string[] files = await publisher.SaveAsync(digest, call.GetValue(folder) ?? new TrackerPaths(data).Digests, cancellationToken);
            if (call.GetValue(send))
            {
                await publisher.SendAsync(digest, force: true, cancellationToken);
                await host.Services.GetRequiredService<AlertNotifier>().DeliverDueAsync(cancellationToken);
            }
            if (call.GetValue(common.Json))
                Console.WriteLine(JsonSerializer.Serialize(new { Week = digest.Week.ToString(), digest.Subject, Files = files, Sent = call.GetValue(send) }, ContractJson.Indented));
            else
                Console.WriteLine(digest.Text + "\n" + string.Join('\n', files.Select(f => $"Saved: {f}")));
            return TrackerCommandLine.Done;
        }));
        return command;
    }
}
