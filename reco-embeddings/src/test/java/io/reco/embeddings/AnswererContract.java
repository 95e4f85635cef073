package io.reco.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.recommend.UnknownIdPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everything that answers with {@link Answer}s keeps. A subclass fits one on {@link AnswerWorld} and asks it something. */
abstract class AnswererContract {
    static final Dataset DATA = AnswerWorld.dataset();
    static final TrackVectors VECTORS = AnswerWorld.vectors(DATA.catalog().tracks());
    private static final int ALL = 10_000;

    /** Something that answers one question, of which a seed may be left out. */
    interface Asker {
        /**
         * The answer.
         *
         * @param without id of a part of the question to leave out; empty for none
         */
        Answer ask(Wanted wanted, String without);
    }

    private Asker asker;

    /** Fits afresh. */
    abstract Asker fit(UnknownIdPolicy unknownIds, int threads);

    /** Ids of what is answered. */
    abstract IdMap ids();

    /** How many are in reach when everything is wanted. */
    abstract int reach();

    /** Whether seeds that are left out of the question can come up in the answer. */
    boolean seedsAreCandidates() {
        return false;
    }

    /** Whether the question can be asked without a part. */
    boolean seedsCanBeLeftOut() {
        return true;
    }

    @BeforeEach
    void fitOne() {
        asker = fit(UnknownIdPolicy.FAIL, 1);
    }

    Answer ask(Wanted wanted) {
        return asker.ask(wanted, "");
    }

    private static Set<String> distinct(Answer answer) {
        Set<String> ids = new HashSet<>(answer.ids());
        assertThat(ids).as("no result twice").hasSize(answer.size());
        return ids;
    }

    @Test
    void exactlyKComeInOrder() {
        for (int k : new int[] {1, 2, 5, reach() - 1, reach(), ALL}) {
            Answer answer = ask(Wanted.best(k));
            assertThat(answer.size()).as("k %s", k).isEqualTo(Math.min(k, reach()));
            distinct(answer);
            for (int i = 1; i < answer.size(); i++) {
                Neighbour a = answer.items().get(i - 1);
                Neighbour b = answer.items().get(i);
                assertThat(a.score()).isGreaterThanOrEqualTo(b.score());
                if (a.score() == b.score()) {
                    assertThat(ids().compareIds(ids().indexOf(a.id()), ids().indexOf(b.id())))
                            .isNegative();
                }
            }
            assertThat(answer).allSatisfy(item -> assertThat(item.evidence()).isNotEmpty());
        }
    }

    @Test
    void aLongerListBeginsWithTheShorterOne() {
        assertThat(ask(Wanted.best(12)).ids())
                .startsWith(ask(Wanted.best(4)).ids().toArray(new String[0]));
    }

    @Test
    void excludedOnesAreNeverInTheAnswerAndKIsFilledAllTheSame() {
        List<String> best = ask(Wanted.best(3)).ids();
        Answer answer = ask(Wanted.best(5).excluding(best));
        assertThat(answer.ids()).doesNotContainAnyElementsOf(best).hasSize(Math.min(5, reach() - 3));
        assertThat(ask(Wanted.best(ALL).excluding(best)).size()).isEqualTo(reach() - 3);
    }

    @Test
    void aFilterHoldsAndKIsFilledAllTheSame() {
        List<String> eligible = ask(Wanted.best(ALL)).ids().stream()
                .filter(id -> ids().indexOf(id) % 3 == 0)
                .toList();
        assertThat(eligible).isNotEmpty();
        Answer all = ask(Wanted.best(ALL).where(i -> i % 3 == 0));
        assertThat(distinct(all)).containsExactlyInAnyOrderElementsOf(eligible);
        assertThat(ask(Wanted.best(2).where(i -> i % 3 == 0)).size()).isEqualTo(Math.min(2, eligible.size()));
        assertThat(ask(Wanted.best(5).where(i -> false))).isEmpty();
    }

    @Test
    void seedsAreTheLargestPartsOfTheScoreInOrder() {
        Answer full = ask(Wanted.best(8).withSeeds(Integer.MAX_VALUE));
        Answer two = ask(Wanted.best(8).withSeeds(2));
        Answer none = ask(Wanted.best(8).withSeeds(0));
        assertThat(full).anySatisfy(item -> assertThat(item.seeds()).isNotEmpty());
        for (int i = 0; i < full.size(); i++) {
            Neighbour item = full.items().get(i);
            assertThat(item.seeds()).isSortedAccordingTo(Seed.ORDER).doesNotHaveDuplicates();
            assertThat(two.items().get(i).seeds())
                    .isEqualTo(item.seeds().subList(0, Math.min(2, item.seeds().size())));
            assertThat(none.items().get(i).seeds()).isEmpty();
            assertThat(none.items().get(i).id()).isEqualTo(item.id());
            assertThat(none.items().get(i).score()).isEqualTo(item.score());
        }
    }

    @Test
    void withoutItsFirstSeedAResultScoresLower() {
        if (!seedsCanBeLeftOut()) {
            return;
        }
        int compared = 0;
        for (Neighbour item : ask(Wanted.best(6))) {
            if (item.seeds().isEmpty()) {
                continue;
            }
            String seed = item.seeds().get(0).id();
            Wanted wanted = Wanted.best(ALL);
            Answer without = asker.ask(seedsAreCandidates() ? wanted.excluding(List.of(seed)) : wanted, seed);
            for (Neighbour other : without) {
                if (other.id().equals(item.id())) {
                    assertThat(other.score())
                            .as("%s without %s", item.id(), seed)
                            .isLessThan(item.score() + 1e-7);
                }
            }
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void excludedIdsThatAreNotKnownFollowThePolicy() {
        Wanted wanted = Wanted.best(3).excluding(List.of("who?"));
        assertThatExceptionOfType(UnknownIdException.class)
                .isThrownBy(() -> ask(wanted))
                .withMessageContaining("'who?'");
        Answer ignored = fit(UnknownIdPolicy.IGNORE, 1).ask(wanted, "");
        assertThat(ignored.unknown()).containsExactly("who?");
        assertThat(ignored.items()).isEqualTo(ask(Wanted.best(3)).items());
        assertThat(ask(Wanted.best(3)).unknown()).isEmpty();
    }

    @Test
    void aFreshFitOnOtherThreadsGivesTheSameBits() {
        assertThat(fit(UnknownIdPolicy.FAIL, 3).ask(Wanted.best(20), "")).isEqualTo(ask(Wanted.best(20)));
    }

    @Test
    void manyThreadsMayAskAtOnce() throws Exception {
        Answer expected = ask(Wanted.best(10));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(pool.submit(() -> ask(Wanted.best(10))));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aKBelowOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Wanted.best(0)).withMessage("k 0 is not 1 or above");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wanted.best(1).withSeeds(-1))
                .withMessage("seeds -1 is not 0 or above");
    }

    /** Amounts of all seeds add up to the score where no other term is in it. */
    static void assertSeedsAddUp(Answer answer) {
        for (Neighbour item : answer) {
            assertThat(item.seeds().stream().mapToDouble(Seed::amount).sum())
                    .as(item.id())
                    .isCloseTo(item.score(), within(1e-6));
        }
    }
}
