using System.Reflection;
using Tracker.Collector;
using Tracker.Contracts;
using Tracker.FitEngine;
using Tracker.Notifier;
using Tracker.Scoring;

namespace Tracker.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly Assembly[] s_services =
        [typeof(MarketCollector).Assembly, typeof(FitCalculator).Assembly, typeof(MarketScorer).Assembly, typeof(AlertNotifier).Assembly];

    [Fact]
    public void Services_do_not_know_each_other()
    {
        foreach (Assembly service in s_services)
            Known(service, s_services).ShouldBeEmpty();
    }

    [Fact]
    public void Services_check_sees_a_reference_where_there_is_one()
    {
        // The executable composes all roles; the same check on it finds them.
        Known(Assembly.Load("tracker"), s_services).Count.ShouldBe(s_services.Length);
    }

    [Fact]
    public void Contracts_rest_on_the_framework_only()
    {
        OutsideFramework(typeof(OfferObserved).Assembly).ShouldBeEmpty();
        OutsideFramework(typeof(MarketCollector).Assembly).ShouldNotBeEmpty();
    }

    private static List<string> Known(Assembly assembly, IEnumerable<Assembly> others)
    {
        HashSet<string> referenced = [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)];
        return [.. others.Where(o => o != assembly).Select(o => o.GetName().Name!).Where(referenced.Contains)];
    }

    private static List<string> OutsideFramework(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && n is not ("System" or "netstandard"))];
}
