namespace Tracker.Hosting;

/// <summary>How long a process lives, and so what it takes on.</summary>
public enum HostMode
{
    /// <summary>Answers one question and ends: it publishes no stored message, since a running process may be doing that.</summary>
    Command = 0,

    /// <summary>Goes through all work once and ends.</summary>
    Once = 1,

    /// <summary>Stays up and follows its schedules.</summary>
    Running = 2,
}
