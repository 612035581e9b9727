using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace Tracker.Storage;

/// <summary>
/// The one SQLite file: WAL, <c>synchronous=FULL</c>, foreign keys on. Readers are short-lived and pooled; writes go
/// through the process's one <see cref="Writer"/>.
/// </summary>
public sealed class TrackerDatabase
{
    /// <summary>The first release without the WAL-reset corruption.</summary>
    private static readonly Version s_oldestSqlite = new(3, 51, 3);

    private readonly string _connectionString;

    private TrackerDatabase(string file)
    {
        File = file;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            // Governs how long a writer waits for another process's transaction.
            DefaultTimeout = 30,
        }.ToString();
    }

    /// <summary>The file, absolute.</summary>
    public string File { get; }

    /// <summary>Opens the file, creates it where there is none, and brings its schema up to date.</summary>
    /// <exception cref="StorageException">The SQLite library is too old, or the file cannot be opened or migrated.</exception>
    public static TrackerDatabase Open(string file)
    {
        InstantHandler.Register();
        TrackerDatabase database = new(Path.GetFullPath(file));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database.File)!);
            using (SqliteConnection connection = database.Connect())
            {
                Version version = new(connection.ServerVersion);
                if (version < s_oldestSqlite)
                    throw new StorageException($"SQLite {version} is too old: {s_oldestSqlite} or newer is needed, because older ones can corrupt a database in WAL mode");
                using SqliteCommand wal = connection.CreateCommand();
                wal.CommandText = "PRAGMA journal_mode = WAL";
                wal.ExecuteScalar();
            }
            database.Migrate();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the database {database.File} cannot be opened: {e.Message}", e);
        }
        return database;
    }

    /// <summary>A pooled connection, open, to read from. Dispose it soon.</summary>
    public SqliteConnection Connect()
    {
        SqliteConnection connection = new(_connectionString);
        connection.Open();
        using SqliteCommand full = connection.CreateCommand();
        full.CommandText = "PRAGMA synchronous = FULL";
        full.ExecuteNonQuery();
        return connection;
    }

    // Several roles may start on one file at once: the first migrates, the others wait.
    private void Migrate()
    {
        using FileStream turn = WaitForTurn();
        UpgradeEngine engine = DeployChanges.To
            .SqliteDatabase(_connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        DatabaseUpgradeResult result = engine.PerformUpgrade();
        if (!result.Successful)
            throw new StorageException($"the database {File} cannot be brought up to date: {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
    }

    private FileStream WaitForTurn()
    {
        string path = File + ".migrating";
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (attempt < 300)
            {
                Task.Delay(100).Wait();
            }
        }
    }
}

/// <summary>The database cannot do what was asked; the message says what to do.</summary>
public sealed class StorageException : Exception
{
    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
