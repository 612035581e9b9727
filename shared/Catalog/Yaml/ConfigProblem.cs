namespace Tracker.Catalog.Yaml;

/// <summary>What is wrong with a configuration file, and where.</summary>
/// <param name="File">The file as the user would name it.</param>
/// <param name="Line">1-based; 0 where the problem is the whole file's.</param>
/// <param name="Column">1-based; 0 where the problem is the whole file's.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="IsWarning">Whether the configuration is used all the same.</param>
public sealed record ConfigProblem(string File, int Line, int Column, string Message, bool IsWarning = false)
{
    /// <summary><c>file:line:column: message</c>, as compilers and editors write it.</summary>
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}:{Column}" : "")}: {(IsWarning ? "warning: " : "")}{Message}";
}
