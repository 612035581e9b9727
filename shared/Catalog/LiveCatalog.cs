namespace Tracker.Catalog;

/// <summary>
/// The configuration in force. A reload that finds the folder valid replaces it as a whole; one that does not leaves it as it
/// is and keeps the problems. An operation reads <see cref="Current"/> once and stays with that. Safe to share.
/// </summary>
public sealed class LiveCatalog(TrackerCatalog first)
{
    private readonly Lock _turn = new();
    private volatile TrackerCatalog _current = first;
    private volatile IReadOnlyList<Yaml.ConfigProblem> _problems = [];

    /// <summary>Raised after <see cref="Current"/> was replaced, on the reloading thread.</summary>
    public event Action? Changed;

    public TrackerCatalog Current => _current;

    /// <summary>Why the folder as it stands is not in force; empty where it is.</summary>
    public IReadOnlyList<Yaml.ConfigProblem> Problems => _problems;

    /// <summary>Reads the folder again.</summary>
    /// <returns>Whether something else is in force now.</returns>
    public bool Reload()
    {
        lock (_turn)
        {
            CatalogLoadResult loaded = CatalogLoader.Load(_current.Folder);
            _problems = loaded.Catalog is null ? loaded.Problems : [];
            if (loaded.Catalog is not { } catalog || catalog.Fingerprint == _current.Fingerprint)
                return false;
            _current = catalog;
        }
        Changed?.Invoke();
        return true;
    }
}
