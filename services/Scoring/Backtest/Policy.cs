namespace Tracker.Scoring.Backtest;

/// <summary>A way to decide each week whether to buy now. It looks at the weeks up to the one it is asked for, and no further.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Buys">Whether somebody who has not bought yet buys in a week.</param>
internal sealed record Policy(string Name, Func<PurchaseCase, int, bool> Buys);
