package io.reco.rerank;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.random.SplitMix64;
import io.reco.rerank.rule.BandShares;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.KnownMix;
import io.reco.rerank.rule.PopularityBands;
import io.reco.rerank.rule.Quota;
import io.reco.rerank.rule.ReservedSlots;
import io.reco.rerank.rule.Spacing;
import io.reco.rerank.rule.TrackGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Pools above the size that is searched completely: what is found, and how often candidates are looked at for it. */
class BoundedSearchTest {
    private static final long FIRST_SEED = 4_000;
    private static final TrackGroup GROUP =
            context -> t -> context.catalog().tracks().id(t).startsWith("g");

    /** Objects to nothing and counts how often candidates are looked at. */
    private static FillRule counting(AtomicLong looks) {
        return new FillRule() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public Constraint bind(Pool pool, RuleContext context, int k) {
                return new Constraint() {
                    @Override
                    public int degree(int i) {
                        looks.incrementAndGet();
                        return 0;
                    }

                    @Override
                    public void place(int i) {}
                };
            }
        };
    }

    /** Another rule that says the same, is no reason for a search, and may keep its demand to itself. */
    private static FillRule alike(FillRule rule, boolean telling) {
        return new FillRule() {
            @Override
            public String name() {
                return rule.name();
            }

            @Override
            public Constraint bind(Pool pool, RuleContext context, int k) {
                Constraint constraint = rule.bind(pool, context, k);
                return new Constraint() {
                    @Override
                    public int degree(int i) {
                        return constraint.degree(i);
                    }

                    @Override
                    public int demand() {
                        return telling ? constraint.demand() : ANY;
                    }

                    @Override
                    public void place(int i) {
                        constraint.place(i);
                    }

                    @Override
                    public boolean reserve(int i, int position) {
                        return constraint.reserve(i, position);
                    }
                };
            }
        };
    }

    /** n tracks of 40 artists, about a third of them of the group, half of them heard, in three bands. */
    private static SmallCatalog.Built random(SplitMix64 random, int n) {
        SmallCatalog catalog = new SmallCatalog();
        List<String> names = new ArrayList<>();
        for (int t = 0; t < n; t++) {
            String name = (random.chance(0.3) ? "g" : "t") + t;
            names.add(name);
            catalog.track(name, "a" + random.nextInt(40), "a" + random.nextInt(40));
        }
        for (String name : names) {
            if (random.chance(0.5)) {
                catalog.event(EventType.LISTEN, name, SmallCatalog.NOW - 1, 60_000);
            }
        }
        double[] plays = new double[n];
        Arrays.setAll(plays, t -> random.nextInt(3) * 10.0);
        return catalog.build().with(context -> context.withPopularity(Popularity.of(plays)));
    }

    private static List<FillRule> rules(SplitMix64 random, int k) {
        List<FillRule> groups = new ArrayList<>(List.of(
                new Quota(GROUP, 1 + random.nextInt(k)),
                new Quota(context -> t -> t % 3 == 0, 1 + random.nextInt(k)),
                new ReservedSlots(GROUP, List.of(0, k / 2, k - 1)),
                new BandShares(new PopularityBands(20, 10), 0.4, 0.3, 0.3),
                new KnownMix(0.5, KnownMix.Unit.TRACK, EventSemantics.DEFAULT),
                Spacing.ofArtists(3)));
        List<FillRule> rules = new ArrayList<>(List.of(Cap.perArtist(1 + random.nextInt(3))));
        for (int g = 2 + random.nextInt(5); g > 0; g--) {
            rules.add(groups.remove(random.nextInt(groups.size())));
        }
        return rules;
    }

    @Test
    void whatRulesTellOfTheirDemandChangesNoList() {
        int relaxing = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 300; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            int n = 10 + random.nextInt(100);
            SmallCatalog.Built small = random(random, n);
            int k = 3 + random.nextInt(n / 3);
            List<FillRule> rules = rules(random, k);
            List<Reranked> lists = new ArrayList<>();
            for (boolean telling : new boolean[] {true, false}) {
                List<FillRule> all =
                        rules.stream().map(rule -> alike(rule, telling)).toList();
                lists.add(RulePipeline.of(all).apply(small.all(), small.context(), k));
            }
            assertThat(ids(lists.get(0))).as("seed %d", seed).isEqualTo(ids(lists.get(1)));
            for (FillRule rule : rules) {
                assertThat(lists.get(0).counts().relaxed(rule.name()))
                        .as("seed %d, %s", seed, rule)
                        .isEqualTo(lists.get(1).counts().relaxed(rule.name()));
            }
            relaxing += lists.get(0).isRelaxed() ? 1 : 0;
        }
        assertThat(relaxing).isGreaterThan(100);
    }

    /** The quota of nobody: all 1,000 candidates are looked at twice, not at each of the 50 positions. */
    @Test
    void aGroupThatHasRunOutCostsTwoLooksAtAllCandidates() {
        SmallCatalog catalog = new SmallCatalog();
        for (int t = 0; t < 1_000; t++) {
            catalog.track("t" + t, "a" + t);
        }
        SmallCatalog.Built small = catalog.build();
        AtomicLong looks = new AtomicLong();
        Reranked list = RulePipeline.of(counting(looks), new Quota(GROUP, 50), Spacing.ofArtists(2))
                .apply(small.all(), small.context(), 50);
        assertThat(list.counts().relaxed("quota")).isEqualTo(50);
        assertThat(ids(list)).startsWith("t0", "t1").hasSize(50).endsWith("t49");
        assertThat(looks.get()).isBetween(2_000L, 2_100L);
    }

    /** Greedily "both" and c; longer c, a, b; and g can come for c, so that the quota holds. */
    @Test
    void aLongerListIsSearchedForFewerRelaxationsToo() {
        SmallCatalog catalog = new SmallCatalog()
                .track("both", "A", "B")
                .track("c", "C")
                .track("a", "A")
                .track("b", "B")
                .track("g", "C");
        for (int t = 0; t < 8; t++) {
            catalog.track("more" + t, "A", "B");
        }
        SmallCatalog.Built small = catalog.build();
        Reranked list = RulePipeline.of(Cap.perArtist(1), new Quota(GROUP, 1))
                .withTrace(true)
                .apply(small.all(), small.context(), 3);
        assertThat(ids(list)).containsExactly("a", "b", "g");
        assertThat(list.counts().relaxed("quota")).isZero();
        assertThat(list.exchanged()).isEqualTo(2);
        Trace trace = list.trace().orElseThrow();
        for (String lost : List.of("both", "c")) {
            assertThat(trace.of(lost)).extracting(Trace.Entry::kind).containsExactly(Trace.Kind.EXCHANGED);
        }
    }

    /** Rules that cannot all hold: a list that is found is carried out once more, and took no more to be found than the bound. */
    @Test
    void aRequestLooksNoMoreOftenThanTwiceItsBoundOrItsGreedyList() {
        int atTheBound = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 20; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            SmallCatalog.Built small = random(random, 1_000);
            List<FillRule> rules = rules(random, 50);
            AtomicLong looks = new AtomicLong();
            List<Rule> all = new ArrayList<>(List.of(counting(looks)));
            rules.forEach(rule -> all.add(alike(rule, true)));
            RulePipeline.of(all).apply(small.all(), small.context(), 50);
            long greedy = looks.getAndSet(0);
            long most = Filling.ANSWERS / (rules.size() + 1);
            all.subList(1, all.size()).clear();
            all.addAll(rules);
            RulePipeline.of(all).apply(small.all(), small.context(), 50);
            assertThat(looks.get())
                    .as("seed %d, greedy %d, %s", seed, greedy, rules)
                    .isLessThan(2 * Math.max(most, greedy) + 2_000);
            atTheBound += looks.get() > most ? 1 : 0;
        }
        assertThat(atTheBound).isGreaterThan(5);
    }
}
