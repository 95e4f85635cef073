package io.reco.rerank.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.rerank.Candidates;
import io.reco.rerank.PoolRule;
import io.reco.rerank.RandomWorld;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContext;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.SequenceRule;
import io.reco.rerank.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every rule keeps, in random worlds. A subclass gives the rule and, if it has one, the rule at its neutral parameter. */
public abstract class RuleContract {
    private static final long FIRST_SEED = 41_000;
    private static final int WORLDS = 300;

    /** The rule with parameters that do something. */
    protected abstract Rule rule();

    /** The rule with parameters that do something, for a rule that needs to know the catalogue. */
    protected Rule ruleIn(RandomWorld world) {
        return rule();
    }

    /** The rule with parameters that change nothing; empty when there are none: then {@link #unconcerned} counts. */
    protected abstract Optional<Rule> neutral();

    /**
     * For a rule without a neutral parameter: a world in which {@link #indifferent} has nothing to go by or to object to. As
     * it stands, one in which nothing is known of the character.
     */
    protected RandomWorld unconcerned(RandomWorld world) {
        return world.with(RuleContext.of(world.data().catalog(), RandomWorld.NOW), t -> true);
    }

    /** The rule that changes nothing in an unconcerned world. */
    protected Rule indifferent() {
        return rule();
    }

    /** What the rule may not put into the list; for a rule that puts in tracks that were no candidates. */
    protected boolean mayPutIn(RandomWorld world, int track) {
        return false;
    }

    /** Whether the list shows what the rule does; a rule that only marks tracks says so itself. */
    protected boolean changes(Reranked with, Reranked without) {
        return !tracks(with).equals(tracks(without));
    }

    private static List<Integer> tracks(Reranked list) {
        return IntStream.range(0, list.size()).mapToObj(list::track).toList();
    }

    private static Reranked apply(Rule rule, RandomWorld world, int k) {
        return RulePipeline.of(rule).apply(world.candidates(), world.context(), k);
    }

    private interface Check {
        void in(RandomWorld world, int n, String seed);
    }

    private static void inRandomWorlds(Check check) {
        for (int w = 0; w < WORLDS; w++) {
            long seed = FIRST_SEED + w;
            RandomWorld world = RandomWorld.of(seed, 40);
            check.in(world, world.candidates().size(), "RandomWorld.of(" + seed + ", 40)");
        }
    }

    @Test
    void theListIsADuplicateFreeSubsetOfTheCandidates() {
        inRandomWorlds((world, n, seed) -> {
            Set<Integer> candidates = new HashSet<>();
            for (int i = 0; i < n; i++) {
                candidates.add(world.candidates().track(i));
            }
            List<Integer> list = tracks(apply(ruleIn(world), world, Math.max(1, n)));
            assertThat(list).as(seed).doesNotHaveDuplicates();
            for (int t : list) {
                assertThat(candidates.contains(t) || mayPutIn(world, t))
                        .as("track %d of %s", t, seed)
                        .isTrue();
                assertThat(world.context().barred().contains(t))
                        .as("track %d of %s is barred", t, seed)
                        .isFalse();
            }
        });
    }

    @Test
    void theRuleDoesSomethingSomewhere() {
        int[] changed = {0};
        inRandomWorlds((world, n, seed) -> {
            Reranked with = apply(ruleIn(world), world, Math.max(1, n));
            Reranked without = RulePipeline.of().apply(world.candidates(), world.context(), Math.max(1, n));
            changed[0] += changes(with, without) ? 1 : 0;
        });
        assertThat(changed[0]).as("worlds in which the list changed").isGreaterThan(WORLDS / 20);
    }

    @Test
    void theNeutralParameterChangesNothing() {
        inRandomWorlds((told, n, seed) -> {
            RandomWorld world = neutral().isPresent() ? told : unconcerned(told);
            int k = Math.max(1, world.candidates().size() / 2);
            Reranked with = apply(neutral().orElseGet(this::indifferent), world, k);
            Reranked without = RulePipeline.of().apply(world.candidates(), world.context(), k);
            assertThat(with.items()).as(seed).isEqualTo(without.items());
            assertThat(with.counts().rows())
                    .as(seed)
                    .allMatch(row -> row.dropped() == 0 && row.moved() == 0 && row.relaxed() == 0);
        });
    }

    @Test
    void equalRequestsGetEqualLists() {
        inRandomWorlds((world, n, seed) -> {
            Reranked first = apply(ruleIn(world), world, Math.max(1, n / 2));
            Reranked second = apply(ruleIn(world), world, Math.max(1, n / 2));
            assertThat(second.items()).as(seed).isEqualTo(first.items());
        });
    }

    @Test
    void theOrderOfTheCandidatesDoesNotMatter() {
        inRandomWorlds((world, n, seed) -> {
            int[] tracks = new int[n];
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) {
                tracks[i] = world.candidates().track(n - 1 - i);
                scores[i] = world.candidates().score(n - 1 - i);
            }
            Candidates reversed = Candidates.of(tracks, scores, "model");
            int k = Math.max(1, n / 2);
            Reranked list = RulePipeline.of(ruleIn(world)).apply(reversed, world.context(), k);
            assertThat(list.items())
                    .as(seed)
                    .isEqualTo(apply(ruleIn(world), world, k).items());
        });
    }

    @Test
    void tracingChangesNothing() {
        inRandomWorlds((world, n, seed) -> {
            int k = Math.max(1, n / 2);
            Reranked traced =
                    RulePipeline.of(ruleIn(world)).withTrace(true).apply(world.candidates(), world.context(), k);
            assertThat(traced.items())
                    .as(seed)
                    .isEqualTo(apply(ruleIn(world), world, k).items());
            assertThat(traced.counts().rows())
                    .as(seed)
                    .isEqualTo(apply(ruleIn(world), world, k).counts().rows());
        });
    }

    @Test
    void anEmptyPoolGivesAnEmptyList() {
        RuleContext context = RandomWorld.of(FIRST_SEED, 40).context();
        Reranked list = RulePipeline.of(rule()).apply(Candidates.none(), context, 10);
        assertThat(list.size()).isZero();
        assertThat(list.shortfall()).hasValueSatisfying(why -> assertThat(why).startsWith("0 of 10 tracks"));
    }

    @Test
    void aPoolSmallerThanKGivesWhatThereIs() {
        inRandomWorlds((world, n, seed) -> {
            Reranked all = apply(ruleIn(world), world, Math.max(1, n));
            Reranked more = apply(ruleIn(world), world, n + 10);
            assertThat(more.size())
                    .as(seed)
                    .isLessThanOrEqualTo(more.candidates().size());
            if (rule() instanceof PoolRule) {
                assertThat(more.items()).as(seed).isEqualTo(all.items());
            } else if (rule() instanceof SequenceRule) {
                assertThat(more.size()).as(seed).isEqualTo(n);
            }
        });
    }

    @Test
    void theStageGoesWithTheKindOfRule() {
        assertThat(rule().stage().compareTo(Stage.FILL) < 0).isEqualTo(rule() instanceof PoolRule);
        assertThat(rule().name()).matches("[a-z]+(-[a-z]+)*");
    }

    /** The rule either keeps scores finite or ends the request by name; it never lets NaN decide. */
    @Test
    void extremeScoresStayFiniteOrAreRefusedByName() {
        double[] extremes = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 0, -0.0, 1e300, -1e300};
        inRandomWorlds((world, n, seed) -> {
            int[] tracks = new int[n];
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) {
                tracks[i] = world.candidates().track(i);
                scores[i] = extremes[Math.floorMod(i * 7 + seed.hashCode(), extremes.length)];
            }
            Candidates extreme = Candidates.of(tracks, scores, "model");
            Rule rule = ruleIn(world);
            try {
                Reranked list = RulePipeline.of(rule).apply(extreme, world.context(), Math.max(1, n / 2));
                for (int p = 0; p < list.size(); p++) {
                    assertThat(list.score(p)).as(seed).isFinite();
                    assertThat(list.propensity(p)).as(seed).matches(q -> Double.isNaN(q) || (q > 0 && q <= 1));
                }
            } catch (IllegalStateException e) {
                assertThat(e).as(seed).hasMessageContaining("'" + rule.name() + "'");
            }
        });
    }
}
