package io.reco.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Playlist;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencesTest {
    private static final long MINUTE = 60_000;
    private static final EventSemantics SEMANTICS = EventSemantics.DEFAULT;

    @Test
    void aHistoryIsThePositiveEventsOfACharacterOldestFirst() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(1, 7, 3 * MINUTE, EventType.LISTEN);
        builder.add(0, 5, 2 * MINUTE, EventType.LIKE);
        builder.add(0, 4, MINUTE, EventType.LISTEN);
        builder.add(0, 6, 2 * MINUTE, EventType.SKIP);
        builder.add(0, 3, 4 * MINUTE, EventType.LISTEN, SEMANTICS.minListenMillis() - 1, Float.NaN, Origin.UNKNOWN);
        builder.add(0, 2, 5 * MINUTE, EventType.LISTEN, SEMANTICS.minListenMillis(), Float.NaN, Origin.UNKNOWN);
        Sequences histories = Sequences.histories(builder.build(3), SEMANTICS);

        assertThat(described(histories)).containsExactly("0: [4, 5, 2]", "1: [7]");
    }

    @Test
    void aPauseLongerThanTheGapCutsASessionAndOneOfExactlyTheGapDoesNot() {
        long gap = SEMANTICS.sessionGapMillis();
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(0, 1, 0, EventType.LISTEN);
        builder.add(0, 2, gap, EventType.LISTEN);
        builder.add(0, 3, 2 * gap + 1, EventType.LISTEN);
        builder.add(1, 4, 2 * gap + 2, EventType.LISTEN);

        assertThat(described(Sequences.sessions(builder.build(2), SEMANTICS)))
                .containsExactly("0: [1, 2]", "0: [3]", "1: [4]");
    }

    @Test
    void aSkipKeepsASessionOpen() {
        long step = SEMANTICS.sessionGapMillis() * 3 / 4;
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(0, 1, 0, EventType.LISTEN);
        builder.add(0, 9, step, EventType.SKIP);
        builder.add(0, 2, 2 * step, EventType.LISTEN);

        assertThat(described(Sequences.sessions(builder.build(1), SEMANTICS))).containsExactly("0: [1, 2]");
    }

    @Test
    void aLogWithoutTimesHasOneSessionACharacter() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(0, 1, EventLog.NO_TIME, EventType.LISTEN);
        builder.add(0, 2, EventLog.NO_TIME, EventType.LISTEN);

        assertThat(described(Sequences.sessions(builder.build(1), SEMANTICS))).containsExactly("0: [1, 2]");
    }

    @Test
    void aHistoryLongerThanTheBufferIsWhole() {
        EventLog.Builder builder = new EventLog.Builder();
        int[] expected = new int[1000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = i * 31 % 97;
            builder.add(0, expected[i], i * MINUTE, EventType.LISTEN);
        }
        EventLog log = builder.build(1);

        assertThat(Sequences.histories(log, SEMANTICS).toList()).containsExactly(expected);
        assertThat(Sequences.sessions(log, SEMANTICS).toList()).containsExactly(expected);
    }

    @Test
    void playlistsKeepTheirOrderAndTheirRepeats() {
        DatasetBuilder builder = Dataset.builder("test");
        builder.addPlaylist(Playlist.of("p", List.of("a", "b", "a")));
        builder.addPlaylist(Playlist.of("empty", List.of()));
        builder.addPlaylist(Playlist.of("q", List.of("b")));

        assertThat(described(Sequences.playlists(builder.build().playlists())))
                .containsExactly("0: [0, 1, 0]", "2: [1]");
    }

    @Test
    void collapsingLeavesOneOfEachRunOnly() {
        Sequences source = Sequences.of(List.of(new int[] {3, 3, 4, 3, 3, 3}, new int[] {}, new int[] {5, 5}));

        assertThat(described(source.collapsingRepeats())).containsExactly("0: [3, 4, 3]", "2: [5]");
        assertThat(described(source.collapsingRepeats().ofAtLeast(2))).containsExactly("0: [3, 4, 3]");
        assertThat(described(source)).containsExactly("0: [3, 3, 4, 3, 3, 3]", "2: [5, 5]");
    }

    @Test
    void oneSourceFollowsAnother() {
        Sequences both = Sequences.of(List.of(new int[] {1})).followedBy(Sequences.of(List.of(new int[] {2, 3})));

        assertThat(described(both)).containsExactly("0: [1]", "0: [2, 3]");
        assertThat(described(both)).as("a second walk").containsExactly("0: [1]", "0: [2, 3]");
    }

    @Test
    void aMinimumLengthBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequences.of(List.of()).ofAtLeast(0))
                .withMessage("minLength 0 is not 1 or above");
    }

    private static List<String> described(Sequences sequences) {
        List<String> out = new ArrayList<>();
        sequences.forEach(
                (owner, tracks, length) -> out.add(owner + ": " + Arrays.toString(Arrays.copyOf(tracks, length))));
        return out;
    }
}
