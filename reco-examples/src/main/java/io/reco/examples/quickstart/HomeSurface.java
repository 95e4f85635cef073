package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.rerank.Popularity;
import io.reco.rerank.Reranked;
import io.reco.rerank.RerankingRecommender;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.history.InMemoryRecommendationHistory;
import io.reco.rerank.history.RecommendationHistory;
import io.reco.rerank.rule.AgeLimit;
import io.reco.rerank.rule.AlreadyRecommended;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.Duplicates;
import io.reco.rerank.rule.ExplicitContent;
import io.reco.rerank.rule.Playable;
import io.reco.rerank.rule.PopularityReorder;
import io.reco.rerank.rule.RecentlyListened;
import io.reco.rerank.rule.ScoreNormalisation;
import io.reco.rerank.rule.SongVersions;
import io.reco.rerank.rule.Spacing;
import java.time.Duration;
import java.util.function.Consumer;

/** The rules of the page that the quickstart fills: an example of a stage two, not a recommendation. */
final class HomeSurface {
    /** Its name in impressions and traces. */
    static final String NAME = "home";

    /** Candidates asked of the model before rules run. */
    static final int DEPTH = 200;

    /** A track that was shown is not shown again for a week. */
    static final Duration SHOWN_WINDOW = Duration.ofDays(7);

    private HomeSurface() {}

    /** The rules in words are those of {@code docs/help/quickstart.md}. */
    static RulePipeline pipeline(Dataset data) {
        SongVersions versions = SongVersions.of(data.catalog());
        return RulePipeline.of(
                Playable.byCatalog(),
                AgeLimit.ADULT,
                new ExplicitContent(versions),
                Blocked.DEFAULT,
                DislikedGenres.strict(DislikedGenres.Mode.PRIMARY),
                new Duplicates(versions, Duplicates.Keep.BEST),
                AlreadyRecommended.within(SHOWN_WINDOW.toMillis()),
                RecentlyListened.dropWithinDays(1),
                new ScoreNormalisation(ScoreNormalisation.Scale.MIN_MAX),
                DislikedGenres.soft(0.5),
                PopularityReorder.boost(0.02),
                Cap.perArtist(2),
                Spacing.ofArtists(2));
    }

    /** A model with rules, before anything was shown. */
    static RerankingRecommender over(
            String name,
            ScoringRecommender model,
            RulePipeline pipeline,
            Dataset train,
            long seed,
            Consumer<Reranked> observer) {
        InMemoryRecommendationHistory nothing = new InMemoryRecommendationHistory(SHOWN_WINDOW.toMillis(), 1);
        return new RerankingRecommender(name, model, pipeline, contexts(train, nothing, seed), DEPTH, observer);
    }

    /** What the rules may look at. */
    static RuleContexts contexts(Dataset history, RecommendationHistory shown, long seed) {
        Popularity popularity =
                Popularity.of(history.events(), history.catalog().trackCount(), EventSemantics.DEFAULT);
        return new RuleContexts(history, popularity, shown, SHOWN_WINDOW.toMillis(), NAME, seed);
    }
}
