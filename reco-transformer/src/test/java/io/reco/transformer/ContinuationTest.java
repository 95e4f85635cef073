package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.recommend.Listen;
import io.reco.core.recommend.UnknownIdException;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.FloatMatrix;
import io.reco.core.vector.Metric;
import io.reco.core.vector.RowFilter;
import io.reco.transformer.ContinuationOptions.Repeats;
import io.reco.transformer.TransformerOptions.Objective;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContinuationTest {
    private static final int ITEMS = 30;
    private static final List<String> SEEDS = List.of("t3", "t8", "t3", "t12");

    private static TransformerModel model(Objective objective) {
        return Models.random(Models.SMALL.withObjective(objective).withProfile(true), ITEMS, 9);
    }

    private static Continuation continuation(TransformerModel model) {
        return Continuation.of(model, EventSemantics.DEFAULT, UnknownIdPolicy.FAIL);
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void greedyTakesTheBestTrackOfEachStep(Objective objective) {
        TransformerModel model = model(objective);
        ContinuedTracks answer = continuation(model)
                .run(ContinuationRequest.afterTracks(SEEDS), ContinuationOptions.GREEDY.withLength(6));
        SequenceEncoder encoder = SequenceEncoder.of(model);
        ExactSearch search = ExactSearch.of(model.outputs(), Metric.DOT);
        List<String> history = new ArrayList<>(SEEDS);
        for (int i = 0; i < 6; i++) {
            Set<String> heard = Set.copyOf(history);
            RowFilter fresh = item -> !heard.contains("t" + item);
            float[] state = encoder.encode(ItemHistory.of(model, history));
            String best = "t" + search.search(state, 1, fresh).row(0);
            assertThat(answer.trackIds().get(i)).isEqualTo(best);
            // Its probability among the tracks that could have come.
            FloatMatrix outputs = model.outputs();
            double sum = 0;
            double own = 0;
            for (int item = 0; item < ITEMS; item++) {
                double logit = 0;
                for (int j = 0; j < outputs.dim(); j++) {
                    logit += outputs.get(item, j) * state[j];
                }
                sum += fresh.accepts(item) ? Math.exp(logit) : 0;
                own = best.equals("t" + item) ? Math.exp(logit) : own;
            }
            assertThat(answer.tracks().get(i).logProbability()).isCloseTo(Math.log(own / sum), within(1e-4));
            history.add(best);
        }
        assertThat(answer.logProbability())
                .isCloseTo(
                        answer.tracks().stream()
                                .mapToDouble(ContinuedTrack::logProbability)
                                .sum(),
                        within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(Objective.class)
    void aSeedRepeatsItselfAndAnotherDoesNot(Objective objective) {
        Continuation continuation = continuation(model(objective));
        ContinuationRequest request = ContinuationRequest.afterTracks(SEEDS);
        ContinuationOptions options = ContinuationOptions.DEFAULT.withLength(20).withTopP(1);
        assertThat(continuation.run(request, options)).isEqualTo(continuation.run(request, options));
        assertThat(continuation.run(request, options.withSeed(2))).isNotEqualTo(continuation.run(request, options));
    }

    @Test
    void repeatsAreAsWanted() {
        Continuation continuation = continuation(model(Objective.CAUSAL));
        ContinuationRequest request = ContinuationRequest.afterTracks(SEEDS);
        ContinuationOptions options =
                ContinuationOptions.DEFAULT.withLength(100).withTopP(1);
        List<String> none = continuation.run(request, options).trackIds();
        assertThat(none).hasSize(ITEMS - 3).doesNotHaveDuplicates().doesNotContainAnyElementsOf(SEEDS);
        List<String> ofHistory = continuation
                .run(request, options.withRepeats(Repeats.OF_HISTORY))
                .trackIds();
        assertThat(ofHistory).hasSize(ITEMS).doesNotHaveDuplicates();
        List<String> all =
                continuation.run(request, options.withRepeats(Repeats.ALL)).trackIds();
        assertThat(all).hasSize(100);
        assertThat(new HashSet<>(all)).hasSizeLessThanOrEqualTo(ITEMS);
    }

    @Test
    void exclusionsAndFiltersHold() {
        Continuation continuation = continuation(model(Objective.CAUSAL));
        ContinuationRequest request = ContinuationRequest.afterTracks(SEEDS)
                .withExcluded(List.of("t5", "t7"))
                .withFilter(id -> id.length() == 2);
        List<String> answer =
                continuation.run(request, ContinuationOptions.GREEDY).trackIds();
        // t0 to t9 without the two and the seeds t3 and t8.
        assertThat(answer).containsExactlyInAnyOrder("t0", "t1", "t2", "t4", "t6", "t9");
        assertThat(continuation
                        .run(request.withFilter(id -> false), ContinuationOptions.DEFAULT)
                        .tracks())
                .isEmpty();
    }

    @Test
    void unknownIdsFollowThePolicy() {
        TransformerModel model = model(Objective.CAUSAL);
        ContinuationRequest request = ContinuationRequest.afterTracks(List.of("t3", "what", "t8", "what"))
                .withExcluded(List.of("gone"));
        assertThatThrownBy(() -> continuation(model).run(request, ContinuationOptions.GREEDY))
                .isInstanceOf(UnknownIdException.class);
        ContinuedTracks answer = Continuation.of(model, EventSemantics.DEFAULT, UnknownIdPolicy.IGNORE)
                .run(request, ContinuationOptions.GREEDY);
        assertThat(answer.unknownIds()).isEqualTo(2);
        assertThat(answer.tracks())
                .isEqualTo(continuation(model)
                        .run(ContinuationRequest.afterTracks(List.of("t3", "t8")), ContinuationOptions.GREEDY)
                        .tracks());
    }

    @Test
    void withoutAKnownPositiveEventThereIsNothingToGoOnFrom() {
        Continuation continuation = continuation(model(Objective.CAUSAL));
        assertThat(continuation
                        .run(ContinuationRequest.afterTracks(List.of()), ContinuationOptions.DEFAULT)
                        .tracks())
                .isEmpty();
        Listen skip = new Listen("t4", EventLog.NO_TIME, EventType.SKIP, 1_000);
        assertThat(continuation
                        .run(ContinuationRequest.after(List.of(skip)), ContinuationOptions.DEFAULT)
                        .tracks())
                .isEmpty();
    }

    @Test
    void aSkippedTrackIsNotGoneOnFromAndDoesNotCome() {
        Continuation continuation = continuation(model(Objective.CAUSAL));
        Listen skip = new Listen("t4", EventLog.NO_TIME, EventType.SKIP, 1_000);
        List<String> with = continuation
                .run(ContinuationRequest.after(List.of(Listen.of("t3"), skip)), ContinuationOptions.GREEDY)
                .trackIds();
        List<String> without = continuation
                .run(
                        ContinuationRequest.afterTracks(List.of("t3")).withExcluded(List.of("t4")),
                        ContinuationOptions.GREEDY)
                .trackIds();
        assertThat(with).isEqualTo(without).doesNotContain("t4");
    }

    @Test
    void theProfileCountsAndHistoriesMayBeLongerThanTheModel() {
        Continuation continuation = continuation(model(Objective.CAUSAL));
        List<String> history = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            history.add("t" + i * 7 % ITEMS);
        }
        ContinuationOptions options = ContinuationOptions.GREEDY.withRepeats(Repeats.OF_HISTORY);
        ContinuationRequest request = ContinuationRequest.afterTracks(history);
        ContinuedTracks answer = continuation.run(request, options);
        assertThat(answer.tracks()).hasSize(30);
        assertThat(continuation.run(ContinuationRequest.afterTracks(history.subList(38, 50)), options))
                .as("the latest 12")
                .isEqualTo(answer);
        assertThat(continuation.run(request.withProfile(Gender.F, AgeBand.FROM_25), options))
                .isNotEqualTo(answer);
    }

    @Test
    void timesGoOnAtThePaceOfTheHistory() {
        TransformerModel model = Models.random(Models.SMALL.withTimeBias(true), ITEMS, 9);
        List<Listen> history = List.of(
                Listen.of("t1", 1_000_000_000L), Listen.of("t2", 1_000_200_000L), Listen.of("t3", 1_000_500_000L));
        ContinuationOptions two = ContinuationOptions.GREEDY.withLength(2);
        ContinuedTracks answer = continuation(model).run(ContinuationRequest.after(history), two);
        // The upper median of 200 s and 300 s.
        SequenceEncoder encoder = SequenceEncoder.of(model);
        int first = model.tracks().indexOf(answer.trackIds().get(0));
        ItemHistory grown = new ItemHistory(
                new int[] {1, 2, 3, first},
                new long[] {1_000_000_000L, 1_000_200_000L, 1_000_500_000L, 1_000_800_000L},
                Gender.UNKNOWN,
                AgeBand.UNKNOWN);
        Set<Integer> heard = Set.of(1, 2, 3, first);
        int best = ExactSearch.of(model.outputs(), Metric.DOT)
                .search(encoder.encode(grown), 1, item -> !heard.contains(item))
                .row(0);
        assertThat(answer.trackIds().get(1)).isEqualTo("t" + best);
    }

    @Test
    void tracksThatTheModelDoesNotKnowDoNotCome() {
        int[] support = new int[ITEMS];
        for (int i = 0; i < 10; i++) {
            support[i] = 1;
        }
        TransformerModel model = Models.random(Models.SMALL, Models.features(ITEMS, false), support, 2);
        ContinuedTracks answer = continuation(model)
                .run(ContinuationRequest.afterTracks(List.of("t1", "t20")), ContinuationOptions.GREEDY);
        assertThat(answer.tracks()).hasSize(9);
        assertThat(answer.unknownIds()).isZero();
        assertThat(answer.trackIds()).allMatch(id -> id.length() == 2);
    }
}
