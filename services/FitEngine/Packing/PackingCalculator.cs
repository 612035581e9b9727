using Tracker.Contracts;
using Tracker.FitEngine.Memory;

namespace Tracker.FitEngine.Packing;

/// <summary>
/// Finds which models run at once on a set of identical cards. Each instance is an engine of its own with its weights,
/// working memory and the cache it was asked to hold, on one card or split over several; the sum on each card stays
/// within what the engine may use of it.
/// </summary>
/// <remarks>
/// Pure. The search tries every placement on one card or two; on more, a model that is split takes the emptiest cards.
/// </remarks>
public static class PackingCalculator
{
    /// <summary>The most instances that can be asked for at once.</summary>
    public const int MostItems = 24;

    private const double Tolerance = 1e-9;

    /// <summary>Whether all the models run at once, and where.</summary>
    /// <exception cref="ArgumentException">Nothing or too much is asked for, or a figure is impossible.</exception>
    public static PackingResult Together(IReadOnlyList<PackingItem> items, GpuSpec gpu, int count)
    {
        Set set = Set.Of(items, gpu, count);
        if (set.Unknown is string unknown)
            return set.Result(null, unknown, null);
        Footprint[] all = set.Footprints;
        if (Array.Find(all, footprint => footprint.Options.Count == 0) is Footprint alone)
            return set.Result(false, $"{alone.Item.Model.Id} does not run on these cards even alone: {alone.Reason}", null);
        if (set.Place(all) is not Placement placement)
        {
            double needed = all.Sum(footprint => footprint.LeastGib);
            double usable = set.UsableGib * count;
            return set.Result(
                false,
                needed > usable
                    ? $"{needed - usable:0.0} GiB short: together they take {needed:0.0} GiB of {usable:0.0} GiB usable"
                    : $"they take {needed:0.0} GiB of {usable:0.0} GiB usable, but cannot be shared out over {count} cards of {set.UsableGib:0.0} GiB",
                null);
        }
        return set.Result(true, $"{placement.Free.Sum():0.0} GiB to spare", placement);
    }

    /// <summary>The models that are worth most together among those that run at once; of equals, the smaller.</summary>
    /// <exception cref="ArgumentException">Nothing or too much is offered, or a figure is impossible.</exception>
    public static PackingResult Best(IReadOnlyList<PackingItem> items, GpuSpec gpu, int count)
    {
        Set set = Set.Of(items, gpu, count);
        if (set.Unknown is string unknown)
            return set.Result(null, unknown, null);
        Footprint[] usable = [.. set.Footprints.Where(footprint => footprint.Options.Count > 0).OrderByDescending(footprint => footprint.Item.Worth)];
        Placement? best = null;
        Choose(0, [], 0);
        return best is null
            ? set.Result(false, "none of them runs on these cards", null)
            : set.Result(best.Places.Count == items.Count, $"{best.Places.Count} of {items.Count} run at once, {best.Free.Sum():0.0} GiB to spare", best);

        void Choose(int next, List<Footprint> chosen, double worth)
        {
            double rest = usable.Skip(next).Sum(footprint => footprint.Item.Worth);
            if (best is not null && worth + rest < best.Worth - Tolerance)
                return;
            if (next == usable.Length)
            {
                if (chosen.Count > 0 && set.Place(chosen) is Placement placement
                    && (best is null || worth > best.Worth + Tolerance || placement.Free.Sum() > best.Free.Sum() + Tolerance))
                {
                    best = placement;
                }
                return;
            }
            // What does not fit with fewer does not fit with more.
            List<Footprint> with = [.. chosen, usable[next]];
            if (set.Place(with) is not null)
                Choose(next + 1, with, worth + usable[next].Item.Worth);
            // Without this one its equals are left out too: which of them runs makes no difference.
            int other = next + 1;
            while (other < usable.Length && usable[other].Item == usable[next].Item)
                other++;
            Choose(other, chosen, worth);
        }
    }

    /// <summary>What one model takes.</summary>
    /// <param name="Item">The model and what is asked of it.</param>
    /// <param name="Dtype">The format of its weights.</param>
    /// <param name="Options">GiB on each card, by how many cards it is split over; the fewest first.</param>
    /// <param name="Reason">Why it does not run alone, where there is no option.</param>
    private sealed record Footprint(PackingItem Item, string Dtype, IReadOnlyList<(int Cards, double Gib)> Options, string Reason)
    {
        public double LeastGib => Options.Min(option => option.Cards * option.Gib);
    }

    private sealed record Placement(IReadOnlyList<(Footprint Model, int[] Cards, double Gib)> Places, double[] Free)
    {
        public double Worth => Places.Sum(place => place.Model.Item.Worth);
    }

    /// <summary>The question, made ready.</summary>
    private sealed record Set(GpuSpec Gpu, int Count, double UsableGib, Footprint[] Footprints, string? Unknown)
    {
        public static Set Of(IReadOnlyList<PackingItem> items, GpuSpec gpu, int count)
        {
            ArgumentNullException.ThrowIfNull(items);
            ArgumentNullException.ThrowIfNull(gpu);
            if (items.Count is 0 or > MostItems)
                throw new ArgumentException($"{items.Count} models are asked for; give 1 to {MostItems}.", nameof(items));
            List<Footprint> footprints = [];
            double usable = 0;
            GpuFacts card = new(gpu);
            foreach (PackingItem item in items)
            {
                FitAnswer answer = FitCalculator.Answer(item.Case with { GpuId = gpu.Id, Count = count }, new ModelFacts(item.Model), card);
                if (answer.Groups is null && !answer.IsRefused)
                    return new(gpu, count, 0, [], FitReason.Of(answer));
                List<(int, double)> options = [];
                for (int cards = 1; answer.Fits == true && cards <= count; cards++)
                {
                    CapacityQuestion question = FitCalculator.Capacity(answer);
                    if (!CardGroups.CanSplit(question, cards))
                        continue;
                    GroupCapacity group = CardGroups.Capacity(question, cards);
                    usable = group.Budget.UsableGib;
                    if (group.HeadroomGibPerCard >= 0)
                        options.Add((cards, usable - (group.HeadroomGibPerCard / group.Budget.KvShare)));
                }
                footprints.Add(new(item, answer.DtypeName, options, FitReason.Of(answer)));
            }
            return new(gpu, count, usable, [.. footprints], null);
        }

        /// <summary>A placement of all of them; null where there is none.</summary>
        public Placement? Place(IReadOnlyCollection<Footprint> models)
        {
            Footprint[] order = [.. models.OrderByDescending(model => model.Options[0].Gib * model.Options[0].Cards)];
            double[] free = [.. Enumerable.Repeat(UsableGib, Count)];
            (Footprint, int[], double)[] places = new (Footprint, int[], double)[order.Length];
            return Next(0) ? new(places, free) : null;

            bool Next(int index)
            {
                if (index == order.Length)
                    return true;
                foreach ((int cards, double gib) in order[index].Options)
                {
                    foreach (int[] choice in Choices(free, cards, gib))
                    {
                        foreach (int card in choice)
                            free[card] -= gib;
                        places[index] = (order[index], choice, gib);
                        if (Next(index + 1))
                            return true;
                        foreach (int card in choice)
                            free[card] += gib;
                    }
                }
                return false;
            }
        }

        public PackingResult Result(bool? fits, string reason, Placement? placement) => new()
        {
            Gpu = Gpu.Id,
            Count = Count,
            Fits = fits,
            Reason = reason,
            Models = placement is null ? [] : [.. placement.Places.Select(place => new PackedModel
            {
                Model = place.Model.Item.Model.Id,
                Dtype = place.Model.Dtype,
                Cards = [.. place.Cards.Order().Select(card => card + 1)],
                GibPerCard = place.Gib,
            }).OrderBy(model => model.Cards[0])],
            FreeGib = placement?.Free ?? [],
            Worth = placement?.Worth ?? 0,
        };

        // The fullest card that has room first; cards that are equally full are the same choice.
        private static IEnumerable<int[]> Choices(double[] free, int cards, double gib)
        {
            int[] roomy = [.. Enumerable.Range(0, free.Length).Where(card => free[card] >= gib - Tolerance).OrderBy(card => free[card])];
            if (cards > roomy.Length)
                return [];
            return cards == 1
                ? roomy.DistinctBy(card => Math.Round(free[card], 9)).Select(card => new[] { card })
                : [roomy[^cards..]];
        }
    }
}
