namespace Tracker.Catalog.Yaml;

/// <summary>What is wrong with a configuration file, and where.</summary>
/// <param name="File">The file as the user would name it.</param>
/// <param name="Line">1-based; 0 where the problem is the whole file's.</param>
/// <param name="Column">1-based; 0 where the problem is the whole file's.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record ConfigProblem(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, as compilers and editors write it.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line}:{Column}: {Message}" : $"{File}: {Message}";
}
