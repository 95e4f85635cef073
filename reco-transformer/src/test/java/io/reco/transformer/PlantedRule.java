package io.reco.transformer;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Track;
import java.util.Random;

/** Listening in which the next track follows from the last by a permutation, but for some noise. */
final class PlantedRule {
    private PlantedRule() {}

    /**
     * A data set.
     *
     * @param noise share of events that are any track
     */
    static Dataset data(int tracks, int characters, int length, double noise, long seed) {
        Random random = new Random(seed);
        DatasetBuilder builder = Dataset.builder("planted");
        for (int t = 0; t < tracks; t++) {
            builder.catalog().addTrack(Track.builder(id(t)).build());
        }
        for (int c = 0; c < characters; c++) {
            int who = builder.character("c" + c);
            int at = random.nextInt(tracks);
            for (int i = 0; i < length; i++) {
                builder.events().add(who, at, EventLog.NO_TIME, EventType.LISTEN, -1, Float.NaN, Origin.UNKNOWN);
                at = random.nextDouble() < noise ? random.nextInt(tracks) : next(at, tracks);
            }
        }
        return builder.build();
    }

    /** The track that follows. */
    static int next(int track, int tracks) {
        return (track * 7 + 3) % tracks;
    }

    static String id(int track) {
        return "t" + track;
    }
}
