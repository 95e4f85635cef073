package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.baseline.PopularityOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.split.GlobalTemporal;
import io.reco.core.split.LeaveLastOut;
import io.reco.core.split.Split;
import io.reco.core.validate.Finding;
import io.reco.core.validate.Severity;
import io.reco.eval.metric.MetricResources;
import io.reco.eval.metric.Popularity;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class LeakageCheckTest {
    private static final long DAY = 86_400_000;

    /** Three tracks; ann hears a, b, c on days 1, 2, 5, bob hears a, c, a on days 1, 3, 4. */
    private static Dataset dataset() {
        DatasetBuilder builder = Dataset.builder("toy");
        builder.addListen("ann", "a", DAY);
        builder.addListen("ann", "b", 2 * DAY);
        builder.addListen("ann", "c", 5 * DAY);
        builder.addListen("bob", "a", DAY);
        builder.addListen("bob", "c", 3 * DAY);
        builder.addListen("bob", "a", 4 * DAY);
        return builder.build();
    }

    private final Dataset all = dataset();

    private Dataset where(IntPredicate keep) {
        return all.withEvents(all.events().where(keep));
    }

    private Dataset between(int firstDay, int lastDay) {
        EventLog log = all.events();
        return where(i -> log.timeMillis(i) >= firstDay * DAY && log.timeMillis(i) <= lastDay * DAY);
    }

    @Test
    void aCutInTimeIsClean() {
        assertThat(LeakageCheck.of(between(1, 3), between(1, 3), between(4, 5))).isEmpty();
        assertThat(LeakageCheck.of(between(1, 2), between(1, 3), between(4, 5)))
                .as("validation events are history")
                .isEmpty();
        assertThat(LeakageCheck.of(between(1, 5), between(1, 5), where(i -> false)))
                .isEmpty();
    }

    @Test
    void eachWayIsNamedWithNumbersAndAnExample() {
        Dataset train = between(1, 3);
        Dataset test = between(3, 3);
        List<Finding> copied = LeakageCheck.of(train, train, test);
        assertThat(copied).extracting(Finding::code).containsExactly("event-in-both-parts");
        assertThat(copied.get(0).message())
                .isEqualTo(
                        "1 of 1 test events (100.0 %) are in training or history too, the first of them: character 'bob',"
                                + " track 'c', 1970-01-04T00:00:00Z");

        List<Finding> later = LeakageCheck.of(between(4, 5), between(1, 2), test);
        assertThat(later).extracting(Finding::code).containsExactly("train-after-test");
        assertThat(later.get(0).message())
                .isEqualTo(
                        "2 of 2 training events (100.0 %) are later than the first test event of 1970-01-04T00:00:00Z, the"
                                + " first of them: character 'ann', track 'c', 1970-01-06T00:00:00Z");

        List<Finding> own = LeakageCheck.of(between(1, 2), between(1, 5), between(3, 3));
        assertThat(own).extracting(Finding::code).containsExactly("history-after-test", "event-in-both-parts");
        assertThat(own.get(0).message())
                .as("ann has no test event, so that only day 4 of bob is its own future")
                .startsWith("1 of 6 history events (16.7 %)")
                .endsWith("character 'bob', track 'a', 1970-01-05T00:00:00Z");
        assertThat(own)
                .allMatch(f -> f.severity() == Severity.WARNING && !f.advice().isEmpty());
    }

    @Test
    void withoutTimesNothingCanBeSeenAndThatIsSaid() {
        DatasetBuilder builder = Dataset.builder("ordered");
        for (String track : List.of("a", "b", "a")) {
            builder.addListen("ann", track, EventLog.NO_TIME);
        }
        Dataset ordered = builder.build();
        assertThat(ordered.events().timed()).isFalse();
        List<Finding> silent = LeakageCheck.of(ordered, ordered, ordered);
        assertThat(silent).extracting(Finding::code).containsExactly("leakage-not-checked");
        assertThat(silent.get(0).severity()).isEqualTo(Severity.INFO);
        assertThat(silent.get(0).message()).startsWith("the events of the test part have no times");
        Dataset none = ordered.withEvents(ordered.events().where(i -> false));
        assertThat(LeakageCheck.of(ordered, ordered, none)).isEmpty();
        assertThat(LeakageCheck.of(ordered, ordered, between(4, 5)))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .startsWith("the events of the training part have no times");
    }

    private static Dataset world() {
        SplittableRandom random = new SplittableRandom(5);
        DatasetBuilder builder = Dataset.builder("random");
        for (int i = 0; i < 2000; i++) {
            builder.addListen("u" + random.nextInt(50), "t" + random.nextInt(40), 1 + random.nextLong(100 * DAY));
        }
        return builder.build();
    }

    private static EvaluationResult evaluate(Split split) {
        return Evaluator.of(split, EvaluationOptions.of(5, "ndcg@5"))
                .evaluate(ScoringRecommender.of(
                        io.reco.core.baseline.Popularity.fit(
                                split.train(), EventSemantics.DEFAULT, PopularityOptions.DEFAULT),
                        split.train()));
    }

    @Test
    void resultsCarryWhatTheirSplitLeaks() {
        EvaluationResult leaveLastOut = evaluate(new LeaveLastOut(1, 0).split(world()));
        assertThat(leaveLastOut.warnings()).extracting(Finding::code).containsExactly("train-after-test");
        assertThat(EvaluationJson.write(List.of(leaveLastOut), List.of())).contains("\"code\" : \"train-after-test\"");
        assertThat(leaveLastOut.withName("other").warnings()).isEqualTo(leaveLastOut.warnings());
        assertThat(evaluate(GlobalTemporal.ofEventShares(0.1, 0.1).split(world()))
                        .warnings())
                .isEmpty();
    }

    @Test
    void statisticsThatAreHandedInAreCheckedAndNamedInEveryResultAndExport() {
        Split split = GlobalTemporal.ofEventShares(0.1, 0.1).split(world());
        int tracks = split.train().catalog().trackCount();
        EventSemantics semantics = EventSemantics.DEFAULT;
        int[] ofTrain =
                TrainStatistics.listeners(tracks, semantics, split.train().events());
        int[] ofBoth = TrainStatistics.listeners(
                tracks, semantics, split.train().events(), split.test().events());
        assertThat(handedIn(split, ofTrain).warnings()).isEmpty();
        EvaluationResult leaking = handedIn(split, ofBoth);
        assertThat(leaking.warnings()).extracting(Finding::code).containsExactly("popularity-with-test");
        assertThat(leaking.value("arp@5")).isNotEqualTo(handedIn(split, ofTrain).value("arp@5"));
        EvaluationExport export = new EvaluationExport(Map.of(), Map.of(), List.of(leaking), List.of());
        assertThat(export.toJson()).contains("popularity-with-test");
        assertThat(export.toCsv()).contains("popularity-with-test");
        assertThat(export.toMarkdown()).contains("popularity-with-test");
    }

    private static EvaluationResult handedIn(Split split, int[] counts) {
        MetricResources given = MetricResources.none()
                .withPopularity(Popularity.of(
                        counts, 50, split.train().catalog().tracks().codePointRanks()));
        return Evaluator.of(split, EvaluationOptions.of(5, "arp@5"), given)
                .evaluate(ScoringRecommender.of(
                        io.reco.core.baseline.Popularity.fit(
                                split.train(), EventSemantics.DEFAULT, PopularityOptions.DEFAULT),
                        split.train()));
    }

    private Popularity popularity(int... counts) {
        return Popularity.of(counts, 2, all.catalog().tracks().codePointRanks());
    }

    @Test
    void popularityIsRecounted() {
        Dataset train = between(1, 3);
        Dataset test = between(4, 5);
        EventSemantics semantics = EventSemantics.DEFAULT;
        // a: ann and bob, b: ann, c: bob in training, ann too in the test part.
        assertThat(LeakageCheck.popularity(train, test, popularity(2, 1, 1), semantics))
                .isEmpty();
        Finding both = LeakageCheck.popularity(train, test, popularity(2, 1, 2), semantics)
                .orElseThrow();
        assertThat(both.code()).isEqualTo("popularity-with-test");
        assertThat(both.message()).contains("1 of 3 tracks", "track 'c', 2 instead of 1");
        assertThat(LeakageCheck.popularity(train, test, popularity(1, 1, 2), semantics)
                        .orElseThrow()
                        .code())
                .isEqualTo("popularity-not-of-train");
        assertThatThrownBy(() -> LeakageCheck.popularity(train, test, popularity(1, 1), semantics))
                .hasMessageContaining("2 tracks");
    }
}
