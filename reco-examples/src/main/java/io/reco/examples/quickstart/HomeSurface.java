package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.rerank.Popularity;
import io.reco.rerank.Reranked;
import io.reco.rerank.RerankingRecommender;
import io.reco.rerank.Rule;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.config.RuleTypes;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceReader;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.history.InMemoryRecommendationHistory;
import io.reco.rerank.history.RecommendationHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The page that the quickstart fills, as {@code home.yaml} beside this class has it: an example of a stage two, not a
 * recommendation. Its rules in words are those of {@code docs/help/quickstart.md}.
 */
final class HomeSurface {
    private static final SurfaceConfig CONFIG = read();

    /** Its name in impressions and traces. */
    static final String NAME = CONFIG.name();

    /** Candidates asked of the model before rules run. */
    static final int DEPTH = CONFIG.depth();

    /** A track that was shown is not shown again for a week. */
    static final Duration SHOWN_WINDOW = Duration.ofDays(7);

    private HomeSurface() {}

    private static SurfaceConfig read() {
        try (InputStream in = HomeSurface.class.getResourceAsStream("home.yaml")) {
            if (in == null) {
                throw new IllegalStateException("resource home.yaml is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SurfaceReader.withoutResources().read(text, "home.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its rules, for any model. */
    static RulePipeline pipeline(Dataset data) {
        SurfaceResources resources = SurfaceResources.of(RuleContexts.of(data, Popularity.none()));
        List<Rule> rules = CONFIG.rules().stream()
                .map(spec -> RuleTypes.rule(spec, resources))
                .toList();
        return RulePipeline.of(rules);
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
