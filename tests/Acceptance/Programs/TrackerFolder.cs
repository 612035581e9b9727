using Dapper;
using Microsoft.Data.Sqlite;
using MimeKit;

namespace Tracker.Acceptance.Programs;

/// <summary>A configuration and a data folder of a test's own, below a temporary folder.</summary>
internal sealed class TrackerFolder : IDisposable
{
    public TrackerFolder()
    {
        Root = Directory.CreateTempSubdirectory("tracker").FullName;
        Copy(Path.Combine(Repository, "deploy"), Path.Combine(Root, "deploy"));
    }

    /// <summary>The repository that the tests were built from.</summary>
    public static string Repository { get; } = FindRepository();

    public string Root { get; }

    public string Config => Path.Combine(Root, "deploy", "config");

    public string Data => Path.Combine(Root, "data");

    /// <summary>The mails in the pick-up folder, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Mails()
    {
        string folder = Path.Combine(Data, "mail");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.eml").Select(f => MimeMessage.Load(f)).OrderBy(m => m.Date)]
            : [];
    }

    public long Count(string what)
    {
        string file = Path.Combine(Data, "tracker.db");
        if (!File.Exists(file))
            return 0;
        using SqliteConnection connection = new($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        // Made by the last of the migrations.
        bool ready = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'inbox'") == 1;
        return ready ? connection.ExecuteScalar<long>($"SELECT count(*) FROM {what}") : 0;
    }

    public void Write(string pathInConfig, string text)
    {
        string path = Path.Combine(Config, pathInConfig);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tracker.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests do not run below the repository");
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
