package io.reco.benchmarks.quality;

import io.reco.core.data.EventLog;
import io.reco.core.data.IdMap;
import io.reco.core.recommend.ResolvedQuery;
import io.reco.core.recommend.TrackScorer;
import java.util.Arrays;

/**
 * A model that is asked with the histories of one part of the data whatever history the query brings along: for published
 * protocols in which the validation part is barred from the lists but not known to the model. Thread-safe as the model is.
 *
 * @param model the model
 * @param log what it gets to see of each character; all events count
 */
record FixedHistories(TrackScorer model, EventLog log) implements TrackScorer {
    @Override
    public String name() {
        return model.name();
    }

    @Override
    public IdMap tracks() {
        return model.tracks();
    }

    @Override
    public boolean score(ResolvedQuery query, float[] scores) {
        int c = query.characterIdx();
        int[] tracks = new int[log.count(c)];
        long[] millis = new long[tracks.length];
        Arrays.setAll(tracks, i -> log.track(log.start(c) + i));
        Arrays.setAll(millis, i -> log.timeMillis(log.start(c) + i));
        return model.score(
                new ResolvedQuery(
                        c,
                        tracks,
                        millis,
                        false,
                        query.gender(),
                        query.ageBand(),
                        query.regionIdx(),
                        query.nowMillis()),
                scores);
    }
}
