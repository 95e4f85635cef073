package io.reco.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.split.Part;
import io.reco.core.split.Split;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaylistHoldOutTest {
    /** Playlists of 9 tracks; 0 to 3 are targets, 0 and 1 of them ordered; the last has one track. */
    private static Dataset playlists() {
        DatasetBuilder builder = Dataset.builder("test");
        for (int t = 0; t < 9; t++) {
            builder.catalog().track("t" + t);
        }
        for (int c = 0; c < 10; c++) {
            for (int t = 0; t < 9; t++) {
                builder.addListen("p" + c, "t" + t, EventLog.NO_TIME);
            }
        }
        builder.addListen("p10", "t0", EventLog.NO_TIME);
        return builder.build();
    }

    private static int count(Split split, int c, Part part) {
        EventLog log = split.source().events();
        int n = 0;
        for (int i = log.start(c); i < log.end(c); i++) {
            n += split.part(i) == part ? 1 : 0;
        }
        return n;
    }

    @Test
    void targetsTestAShareAndOthersValidate() {
        Split split = new PlaylistHoldOut(0.22, 3, 1).split(playlists(), c -> c < 4, c -> c < 2);

        int validating = 0;
        for (int c = 0; c < 11; c++) {
            assertThat(count(split, c, Part.TEST)).isEqualTo(c < 4 ? 2 : 0); // round(0.22 * 9)
            int validation = count(split, c, Part.VALIDATION);
            assertThat(validation).isIn(0, c < 4 ? 0 : 2);
            validating += validation > 0 ? 1 : 0;
        }
        assertThat(validating).isEqualTo(3);
        assertThat(count(split, 10, Part.VALIDATION)).isZero(); // a single track is never held out
    }

    @Test
    void ordersTestTheirTailAndOthersRandomTracks() {
        EventLog log = playlists().events();
        Set<Integer> heldOfUnordered = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            Split split = new PlaylistHoldOut(0.22, 0, seed).split(playlists(), c -> c < 4, c -> c < 2);
            for (int j = 0; j < 9; j++) {
                assertThat(split.part(log.start(1) + j)).isEqualTo(j >= 7 ? Part.TEST : Part.TRAIN);
                if (split.part(log.start(2) + j) == Part.TEST) {
                    heldOfUnordered.add(j);
                }
            }
        }
        assertThat(heldOfUnordered).hasSizeGreaterThan(4);
    }

    @Test
    void isTheSameForTheSameSeed() {
        EventLog log = playlists().events();
        Split one = new PlaylistHoldOut(0.5, 3, 5).split(playlists(), c -> c < 4, c -> false);
        Split two = new PlaylistHoldOut(0.5, 3, 5).split(playlists(), c -> c < 4, c -> false);

        for (int i = 0; i < log.size(); i++) {
            assertThat(one.part(i)).isEqualTo(two.part(i));
        }
    }
}
