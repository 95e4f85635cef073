package io.reco.rerank;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.diversity.Mmr;
import io.reco.rerank.diversity.TrackSimilarity;
import io.reco.rerank.rule.BandShares;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.GumbelTopK;
import io.reco.rerank.rule.KnownMix;
import io.reco.rerank.rule.NamedTracks;
import io.reco.rerank.rule.Pins;
import io.reco.rerank.rule.PopularityBands;
import io.reco.rerank.rule.Quota;
import io.reco.rerank.rule.ReservedSlots;
import io.reco.rerank.rule.Spacing;
import io.reco.rerank.rule.TrackGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules about groups are relaxed only where they, the caps and the pins cannot all hold. */
class SearchedFillTest {
    private static final long FIRST_SEED = 9_000;
    private static final TrackGroup GROUP =
            context -> t -> context.catalog().tracks().id(t).startsWith("g");

    private static List<Integer> slots(int from, int... others) {
        List<Integer> slots = new ArrayList<>(List.of(from));
        Arrays.stream(others).forEach(slots::add);
        return slots;
    }

    @Test
    void aTrackThatTheCapRefusedComesForTheQuota() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a1", "A")
                .track("b", "B")
                .track("g", "A")
                .build();
        Reranked list = RulePipeline.of(Cap.perArtist(1), new Quota(GROUP, 1))
                .withTrace(true)
                .apply(small.all(), small.context(), 2);
        assertThat(ids(list)).containsExactly("b", "g");
        assertThat(list.counts().relaxed("quota")).isZero();
        assertThat(list.exchanged()).isEqualTo(1);
        assertThat(list.shortfall()).isEmpty();
        Trace.Entry last = list.trace().orElseThrow().of("a1").get(0);
        assertThat(last.kind()).isEqualTo(Trace.Kind.EXCHANGED);
        assertThat(last.rule()).isEqualTo("quota");
        assertThat(last.detail()).isEqualTo("relaxed 1 times less");
    }

    /** The only track of the group is the best one: it waits for the position that is kept for it. */
    @Test
    void theOnlyTrackOfAGroupWaitsForItsSlot() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("g", "A")
                .track("x", "B")
                .track("y", "C")
                .build();
        RulePipeline rules =
                RulePipeline.of(new ReservedSlots(GROUP, List.of(1))).withTrace(true);
        Reranked list = rules.apply(small.all(), small.context(), 2);
        assertThat(ids(list)).containsExactly("x", "g");
        assertThat(list.counts().relaxed("reserved-slots")).isZero();
        assertThat(list.exchanged()).isZero();
        assertThat(list.trace().orElseThrow().of("x"))
                .extracting(Trace.Entry::kind)
                .containsExactly(Trace.Kind.PLANNED, Trace.Kind.KEPT);
    }

    /** Precedence: with the quota before the spacing the gap gives way, after it the quota does. */
    @Test
    void aRuleThatComesFirstIsNotRelaxedForOneThatComesLater() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a1", "A")
                .track("b", "B")
                .track("g", "A", "B")
                .build();
        Rule spacing = Spacing.ofArtists(1);
        Rule cap = Cap.perArtist(2);
        assertThat(ids(RulePipeline.of(cap, spacing, new Quota(GROUP, 1)).apply(small.all(), small.context(), 2)))
                .containsExactly("a1", "b");
        assertThat(ids(RulePipeline.of(cap, new Quota(GROUP, 1), spacing).apply(small.all(), small.context(), 2)))
                .containsExactly("a1", "g");
    }

    /** Above the size that is searched completely: the worst track of the artist makes room, the rest stays as it was. */
    @Test
    void inALargePoolTheWorstTrackThatIsInTheWayMakesRoom() {
        SmallCatalog catalog = new SmallCatalog();
        for (int i = 0; i < 200; i++) {
            catalog.track("t" + i, i == 2 || i == 3 ? "A" : "artist " + i);
        }
        SmallCatalog.Built small =
                catalog.track("g1", "A").track("g2", "A").track("g3", "G").build();
        for (int slot : new int[] {9, 4}) {
            Rule group = slot == 9 ? new Quota(GROUP, 2) : new ReservedSlots(GROUP, slots(slot, 9));
            Reranked list =
                    RulePipeline.of(Cap.perArtist(2), group).withTrace(true).apply(small.all(), small.context(), 10);
            List<String> expected = List.of("t0", "t1", "t2", "t4", "g3", "t5", "t6", "t7", "t8", "g1");
            assertThat(ids(list)).isEqualTo(expected);
            assertThat(list.counts().relaxed(group.name())).isZero();
            assertThat(list.exchanged()).isEqualTo(1);
            Trace trace = list.trace().orElseThrow();
            assertThat(trace.of("t3")).last().extracting(Trace.Entry::kind).isEqualTo(Trace.Kind.EXCHANGED);
            assertThat(trace.of("g1"))
                    .extracting(Trace.Entry::kind)
                    .containsExactly(Trace.Kind.PLANNED, Trace.Kind.KEPT);
            assertThat(list.isPinned(9)).isFalse();
        }
    }

    @Test
    void whenAFirstPullIsEnoughTheListIsSearchedToo() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a1", "A")
                .track("b", "B")
                .track("g", "A")
                .track("c", "C")
                .build();
        Candidates all = small.all();
        RulePipeline rules = RulePipeline.of(Cap.perArtist(1), new Quota(GROUP, 1));
        CandidateSource source = n -> n > 3 ? all : Candidates.of(new int[] {0, 1, 2}, new double[] {4, 3, 2}, "model");
        Reranked list = rules.apply(source, small.context(), 2, 3);
        assertThat(ids(list)).containsExactly("b", "g");
        assertThat(list.pulls()).isEqualTo(1);
    }

    /** A probability that is told is that of the list served. */
    @Test
    void propensitiesOfAListThatWasSearchedForAreNotTold() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("both", "A", "B")
                .track("a", "A")
                .track("b", "B")
                .build();
        RulePipeline rules = RulePipeline.of(Cap.perArtist(1), new GumbelTopK(1e6));
        double sum = 0;
        int drawn = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Reranked list =
                    rules.apply(small.all(), small.context().withSeed(seed).withCharacterId("me"), 2);
            boolean told = list.exchanged() == 0;
            assertThat(Double.isNaN(list.propensity(0))).isEqualTo(!told);
            assertThat(Double.compare(list.impressions("r").get(0).propensity(), list.propensity(0)))
                    .isZero();
            if (told) {
                drawn++;
                sum += ids(list).get(0).equals("a") ? 1 / list.propensity(0) : 0;
            }
        }
        assertThat(sum / 3_000).isCloseTo(1, within(0.1));
        assertThat(drawn).isBetween(1_800, 2_200);
    }

    @Test
    void propensitiesFromTheFirstMoveOnAreNotTold() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("a", "A")
                .track("b", "B")
                .track("c", "C")
                .track("d", "D")
                .build();
        SequenceRule swap = new SequenceRule() {
            @Override
            public String name() {
                return "swap";
            }

            @Override
            public void sequence(int[] order, Pool pool, RuleContext context) {
                int first = order[1];
                order[1] = order[2];
                order[2] = first;
            }
        };
        Reranked list = RulePipeline.of(new GumbelTopK(1), swap).apply(small.all(), small.context(), 4);
        assertThat(list.propensity(0)).isBetween(0.0, 1.0);
        assertThat(List.of(list.propensity(1), list.propensity(2), list.propensity(3)))
                .containsOnly(Double.NaN);
    }

    /** One random pool with its rules. */
    private record Case(SmallCatalog.Built small, List<Rule> rules, int k) {}

    private static Case random(long seed, int most) {
        SplitMix64 random = new SplitMix64(seed);
        int n = 2 + random.nextInt(most - 1);
        List<String> names = new ArrayList<>();
        SmallCatalog catalog = new SmallCatalog();
        for (int t = 0; t < n; t++) {
            List<String> artists = new ArrayList<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                artists.add("a" + random.nextInt(4));
            }
            String name = (random.chance(0.4) ? "g" : "t") + t;
            names.add(name);
            catalog.track(name, artists.toArray(new String[0]));
        }
        for (String name : names) {
            if (random.chance(0.4)) {
                catalog.event(EventType.LISTEN, name, SmallCatalog.NOW - 1, 60_000);
            }
        }
        double[] plays = new double[n];
        Arrays.setAll(plays, t -> random.nextInt(3) * 10.0);
        SmallCatalog.Built small = catalog.build().with(context -> context.withPopularity(Popularity.of(plays)));
        int k = 1 + random.nextInt(Math.min(n, 5));
        List<Rule> rules = new ArrayList<>();
        if (random.chance(0.3)) {
            List<Pins.Pin> pins = new ArrayList<>();
            for (int p = 0; p < k; p++) {
                if (random.chance(0.3)) {
                    pins.add(Pins.Pin.always(names.get(random.nextInt(n)), p));
                }
            }
            rules.add(new Pins(pins));
        }
        rules.add(Cap.perArtist(1 + random.nextInt(2)));
        List<Rule> groups = new ArrayList<>(List.of(
                new Quota(GROUP, 1 + random.nextInt(3)),
                new Quota(NamedTracks.of(NamedTracks.By.ARTIST, List.of("a0")), 1 + random.nextInt(2)),
                new ReservedSlots(GROUP, random.chance(0.5) ? List.of(k - 1) : slots(0, k)),
                new BandShares(new PopularityBands(20, 10), 0.4, 0.3, 0.3),
                new KnownMix(0.5, KnownMix.Unit.TRACK, EventSemantics.DEFAULT)));
        for (int g = 1 + random.nextInt(3); g > 0; g--) {
            rules.add(groups.remove(random.nextInt(groups.size())));
        }
        return new Case(small, rules, k);
    }

    /** All lists that keep what the rules refuse, one after the other, and the best of them. */
    private static final class BruteForce {
        private final Case of;
        private final RulePipeline pipeline;
        private final Pool pool;
        private int size = -1;
        private long[] relaxed = new long[0];

        BruteForce(Case of) {
            this.of = of;
            pipeline = RulePipeline.of(of.rules());
            pool = new Pool(of.small().all(), of.small().context(), null);
            extend(new ArrayList<>());
        }

        /** Whether the rules let the list be; then all that begin with it are looked at. */
        private boolean extend(List<Integer> order) {
            RuleCounts counts = new RuleCounts(pipeline.names());
            List<FillRule.Constraint> constraints = new ArrayList<>();
            pipeline.rules()
                    .forEach(rule -> constraints.add(
                            ((FillRule) rule).bind(pool, of.small().context(), of.k())));
            int[] fixed = constraints.get(0).fixed().clone();
            int[] settled = new int[pool.size()];
            boolean[] out = new boolean[pool.size()];
            for (int p = 0; p < fixed.length; p++) {
                int i = fixed[p];
                if (i >= 0 && constraints.stream().anyMatch(constraint -> constraint.degree(i) == FillRule.REFUSED)) {
                    out[i] = true;
                    fixed[p] = -1;
                }
                for (int c = 0; fixed[p] >= 0 && c < constraints.size(); c++) {
                    settled[i] |= constraints.get(c).reserve(i, p) ? 1 << c : 0;
                }
            }
            for (int p = 0; p < order.size(); p++) {
                int i = order.get(p);
                int slot = indexOf(fixed, i);
                counts.add(0, 0, 0, slot >= 0 && slot != p ? 1 : 0);
                for (int c = 0; c < constraints.size(); c++) {
                    int degree =
                            (settled[i] >> c & 1) != 0 ? 0 : constraints.get(c).degree(i);
                    if (degree < 0) {
                        return false;
                    }
                    counts.add(c, 0, 0, degree > 0 ? 1 : 0);
                }
                for (int c = 0; c < constraints.size(); c++) {
                    if ((settled[i] >> c & 1) == 0) {
                        constraints.get(c).place(i);
                    }
                }
            }
            long[] here = counts.relaxedSince(new RuleCounts(pipeline.names()).mark());
            if (order.size() > size || (order.size() == size && Arrays.compare(here, relaxed) < 0)) {
                size = order.size();
                relaxed = here;
            }
            boolean goesOn = false;
            int pinned = order.size() < fixed.length ? fixed[order.size()] : -1;
            for (int i = 0; i < pool.size() && order.size() < of.k(); i++) {
                goesOn |= !out[i] && (pinned < 0 ? indexOf(fixed, i) < 0 : pinned == i) && with(i, order);
            }
            for (int p = 0; p < fixed.length && !goesOn && order.size() < of.k(); p++) {
                goesOn = fixed[p] >= 0 && with(fixed[p], order);
            }
            return true;
        }

        private boolean with(int i, List<Integer> order) {
            if (order.contains(i)) {
                return false;
            }
            order.add(i);
            boolean allowed = extend(order);
            order.remove(order.size() - 1);
            return allowed;
        }

        private static int indexOf(int[] values, int value) {
            return IntStream.range(0, values.length)
                    .filter(v -> values[v] == value)
                    .findFirst()
                    .orElse(-1);
        }
    }

    private static long[] relaxed(Reranked list, RulePipeline pipeline) {
        return pipeline.ruleNames().stream()
                .mapToLong(name -> list.counts().relaxed(name))
                .toArray();
    }

    @Test
    void noListThatKeepsAllRefusalsRelaxesLess() {
        int searched = 0;
        int relaxing = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 1_000; seed++) {
            Case random = random(seed, seed % 100 == 0 ? 9 : 7);
            RulePipeline pipeline = RulePipeline.of(random.rules()).withTrace(true);
            Reranked list = pipeline.apply(random.small().all(), random.small().context(), random.k());
            BruteForce best = new BruteForce(random);
            assertThat(list.size()).as("seed %d", seed).isEqualTo(best.size);
            assertThat(relaxed(list, pipeline))
                    .as("seed %d, %s", seed, list.trace().orElseThrow().explain())
                    .isEqualTo(best.relaxed);
            searched += list.exchanged() > 0 ? 1 : 0;
            relaxing += list.isRelaxed() ? 1 : 0;
        }
        assertThat(searched).isGreaterThan(50);
        assertThat(relaxing).isGreaterThan(50);
    }

    /** With an objective or chance in the choice nothing else is promised: as good a list by length and relaxations. */
    @Test
    void objectivesAndChanceChooseAmongTheListsThatRelaxLeast() {
        TrackSimilarity alike = (t, u) -> SplitMix64.hashUniform(Math.min(t, u), Math.max(t, u));
        List<Rule> choosing = List.of(new Mmr(0.3, Mmr.Aggregate.MAX, alike), new GumbelTopK(2));
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 400; seed++) {
            Case random = random(seed, 6);
            List<Rule> rules = new ArrayList<>(random.rules());
            rules.add(choosing.get((int) (seed % 2)));
            RulePipeline pipeline = RulePipeline.of(rules);
            Reranked list = pipeline.apply(random.small().all(), random.small().context(), random.k());
            BruteForce best = new BruteForce(random);
            assertThat(list.size()).as("seed %d", seed).isEqualTo(best.size);
            assertThat(Arrays.copyOf(relaxed(list, pipeline), best.relaxed.length))
                    .as("seed %d", seed)
                    .isEqualTo(best.relaxed);
        }
    }
}
