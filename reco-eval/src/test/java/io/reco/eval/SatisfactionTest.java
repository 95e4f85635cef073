package io.reco.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Track;
import io.reco.eval.doc.Javadoc;
import io.reco.eval.metric.Truth;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

class SatisfactionTest {
    private static final int TRACK_MILLIS = 200_000;

    /** What one event says; {@code played} and {@code length} are -1 when not told. */
    private static double one(EventType type, int played, int length) {
        DatasetBuilder builder = Dataset.builder("one");
        add(builder, "t", type, played);
        return new Satisfaction(EventSemantics.DEFAULT).of(builder.build().events(), 0, length);
    }

    private static void add(DatasetBuilder builder, String track, EventType type, int played) {
        builder.events()
                .add(
                        builder.character("ann"),
                        builder.catalog().track(track),
                        1000L + builder.events().size(),
                        type,
                        played,
                        Float.NaN,
                        Origin.UNKNOWN);
    }

    @Test
    void theExampleOfTheDocumentationIsTheGain() {
        Javadoc doc = Javadoc.of(Satisfaction.class);
        MatchResult example = doc.find(
                "a track of (\\d+) s heard for (\\d+) s \\(([\\d.]+)\\), skipped after (\\d+) s \\(([\\d.]+)\\) and"
                        + " skipped after (\\d+) s \\(([\\d.]+)\\) has gain ([\\d./ ]+)\\.");
        int length = millis(example, 1);
        double heard = one(EventType.LISTEN, millis(example, 2), length);
        double skipped = one(EventType.SKIP, millis(example, 4), length);
        double early = one(EventType.SKIP, millis(example, 6), length);
        assertThat(heard).isEqualTo(Double.parseDouble(example.group(3)));
        assertThat(skipped).isEqualTo(Double.parseDouble(example.group(5)));
        assertThat(early).isEqualTo(Double.parseDouble(example.group(7)));
        Javadoc.assertTold(doc.where(), (heard + skipped + early) / 3, example.group(8));
    }

    private static int millis(MatchResult match, int group) {
        return 1000 * Integer.parseInt(match.group(group));
    }

    @Test
    void listensAreWorthTheShareThatWasPlayed() {
        assertThat(one(EventType.LISTEN, 190_000, TRACK_MILLIS)).isEqualTo(1);
        assertThat(one(EventType.LISTEN, 180_000, TRACK_MILLIS))
                .as("0.9 is complete")
                .isEqualTo(1);
        assertThat(one(EventType.LISTEN, 100_000, TRACK_MILLIS)).isEqualTo(0.5);
        assertThat(one(EventType.LISTEN, 15_000, -1))
                .as("half of a counted listen")
                .isEqualTo(0.5);
        assertThat(one(EventType.LISTEN, 40_000, 0)).isEqualTo(1);
        assertThat(one(EventType.LISTEN, -1, TRACK_MILLIS)).isEqualTo(1);
    }

    @Test
    void skipsAreWorthNothingWhenTheyComeEarly() {
        assertThat(one(EventType.SKIP, 9_999, TRACK_MILLIS)).isZero();
        assertThat(one(EventType.SKIP, 50_000, TRACK_MILLIS)).isEqualTo(0.25);
        assertThat(one(EventType.SKIP, 50_000, -1)).isZero();
        assertThat(one(EventType.SKIP, -1, TRACK_MILLIS)).isZero();
        assertThat(one(EventType.SKIP, 300_000, TRACK_MILLIS)).isEqualTo(1);
    }

    @Test
    void otherEventsAreYesNoOrNothing() {
        assertThat(one(EventType.LIKE, -1, -1)).isEqualTo(1);
        assertThat(one(EventType.ADD_TO_PLAYLIST, -1, -1)).isEqualTo(1);
        assertThat(one(EventType.DISLIKE, -1, -1)).isZero();
        assertThat(one(EventType.BLOCK, -1, -1)).isZero();
        assertThat(one(EventType.UNLIKE, -1, -1)).isNaN();
        assertThat(one(EventType.SNOOZE, -1, -1)).isNaN();
    }

    @Test
    void aTrackHasTheMeanOfItsEvents() {
        DatasetBuilder builder = Dataset.builder("mean");
        for (String id : new String[] {"a", "b"}) {
            builder.catalog()
                    .addTrack(Track.builder(id).durationMillis(TRACK_MILLIS).build());
        }
        add(builder, "a", EventType.LISTEN, 190_000);
        add(builder, "a", EventType.SKIP, 50_000);
        add(builder, "a", EventType.SKIP, 5_000);
        add(builder, "a", EventType.UNLIKE, -1);
        add(builder, "b", EventType.UNDISLIKE, -1);
        Truth truth = CharacterTruth.of(
                        builder.build(), 0, EvaluationOptions.of(2, "satisfied@2"), new IntOpenHashSet(), track -> true)
                .truth();
        assertThat(truth.gainOf(0)).isCloseTo(1.25 / 3, within(1e-15));
        assertThat(truth.gainOf(1)).isNaN();
        assertThat(truth.gradeOf(0)).isEqualTo(1);
    }
}
