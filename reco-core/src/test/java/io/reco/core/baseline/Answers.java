package io.reco.core.baseline;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Recommendation;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.TrackScorer;
import io.reco.core.recommend.UnknownIdPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a scorer answers, without the tracks that the fallback fills in. */
final class Answers {
    private Answers() {}

    /** Track to score, best first, of the tracks that the model has an opinion on. */
    static Map<String, Double> of(TrackScorer scorer, Dataset train, Query query) {
        RecommendationList list = ScoringRecommender.of(
                        scorer,
                        train,
                        EventSemantics.DEFAULT,
                        FallbackLadder.fit(train, EventSemantics.DEFAULT),
                        UnknownIdPolicy.FAIL)
                .recommend(query.withK(Integer.MAX_VALUE));
        Map<String, Double> scores = new LinkedHashMap<>();
        for (Recommendation item : list.items()) {
            if (item.source().equals(scorer.name())) {
                scores.put(item.trackId(), item.score());
            }
        }
        return scores;
    }
}
