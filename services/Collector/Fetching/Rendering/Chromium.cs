using System.Diagnostics;
using System.Text;

namespace Tracker.Collector.Fetching.Rendering;

/// <summary>The system's Chromium, run once a page without a window: it loads the page, lets its scripts work and prints the document.</summary>
internal static class Chromium
{
    /// <summary>Names the browser where it is not on the path.</summary>
    public const string PathVariable = "CHROMIUM_PATH";

    /// <summary>Time that scripts are given, in the page's own accelerated clock.</summary>
    private static readonly TimeSpan s_scriptTime = TimeSpan.FromSeconds(10);

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe"];

    /// <summary>The browser's file; null where there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return s_names.SelectMany(_ => folders, (name, folder) => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Renders a page through a proxy that guards addresses.</summary>
    /// <returns>The document as HTML; null where it is larger than the limit or none was printed.</returns>
    /// <exception cref="OperationCanceledException">It took too long; the browser was ended.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The browser cannot be started.</exception>
    public static async Task<byte[]?> DumpAsync(string browser, Uri address, Uri proxy, string userAgent, int sizeLimit, CancellationToken cancellationToken)
    {
        string profile = Directory.CreateTempSubdirectory("tracker-browser").FullName;
        try
        {
            using Process process = Process.Start(StartInfo(browser, address, proxy, profile, userAgent))!;
            try
            {
                Task<string> complaints = process.StandardError.ReadToEndAsync(cancellationToken);
                byte[]? document = await ReadAsync(process.StandardOutput.BaseStream, sizeLimit, cancellationToken);
                if (document is not null)
                {
                    await complaints;
                    await process.WaitForExitAsync(cancellationToken);
                }
                return document is { Length: > 0 } ? document : null;
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            Delete(profile);
        }
    }

    private static ProcessStartInfo StartInfo(string browser, Uri address, Uri proxy, string profile, string userAgent)
    {
        ProcessStartInfo start = new(browser)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-default-apps", "--disable-dev-shm-usage", "--mute-audio",
            "--disable-domain-reliability", "--metrics-recording-only", "--disable-remote-fonts", "--blink-settings=imagesEnabled=false",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            $"--user-data-dir={profile}", $"--user-agent={userAgent}",
            // Every request of the page goes through the proxy, those to loopback too, so that none escapes its address check.
            $"--proxy-server=http://{proxy.Authority}", "--proxy-bypass-list=<-loopback>",
            $"--virtual-time-budget={s_scriptTime.TotalMilliseconds:0}",
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // Chromium's own sandbox does not work for root, which is what containers usually run as.
        if (Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add("--dump-dom");
        start.ArgumentList.Add(address.AbsoluteUri);
        return start;
    }

    private static async Task<byte[]?> ReadAsync(Stream output, int limit, CancellationToken cancellationToken)
    {
        using MemoryStream kept = new();
        byte[] buffer = new byte[65536];
        int read;
        while ((read = await output.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > limit)
                return null;
            kept.Write(buffer, 0, read);
        }
        return kept.ToArray();
    }

    // A helper process of the browser may hold a file a moment longer; the folder is a temporary one.
    private static void Delete(string profile)
    {
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
