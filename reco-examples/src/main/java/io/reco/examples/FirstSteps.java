package io.reco.examples;

import io.reco.core.baseline.ItemKnn;
import io.reco.core.baseline.ItemKnnOptions;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.split.GlobalTemporal;
import io.reco.core.split.Split;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.eval.EvaluationOptions;
import io.reco.eval.EvaluationResult;
import io.reco.eval.Evaluator;
import io.reco.rerank.Popularity;
import io.reco.rerank.RerankingRecommender;
import io.reco.rerank.RuleContexts;
import io.reco.rerank.RulePipeline;
import io.reco.rerank.rule.Blocked;
import io.reco.rerank.rule.Cap;
import io.reco.rerank.rule.DislikedGenres;
import io.reco.rerank.rule.Spacing;
import java.io.PrintStream;

/** The two stages and their evaluation in one page; README.md shows the part between the marks. */
public final class FirstSteps {
    private FirstSteps() {}

    /** Prints a list and a number. */
    public static void main(String[] args) {
        run(WorldOptions.ofSize(500, 2000), System.out);
    }

    static void run(WorldOptions options, PrintStream out) {
        // [readme
        // A generated world, or DatasetFormats.byName("recbole").read(path, ReadOptions.strict()).dataset()
        Dataset data = ListeningWorld.of(options).dataset();
        Split split = GlobalTemporal.ofEventShares(0, 0.1).split(data);
        Dataset train = split.train();

        // Stage one: a model scores tracks.
        ItemKnn knn = ItemKnn.fit(train, EventSemantics.DEFAULT, ItemKnnOptions.DEFAULT, 2);
        ScoringRecommender model = ScoringRecommender.of(knn, train);

        // Stage two: rules fit its answer to a surface.
        RulePipeline rules = RulePipeline.of(
                Blocked.DEFAULT,
                DislikedGenres.strict(DislikedGenres.Mode.PRIMARY),
                Cap.perArtist(2),
                Spacing.ofArtists(2));
        Popularity popularity = Popularity.of(train.events(), train.catalog().trackCount(), EventSemantics.DEFAULT);
        RuleContexts contexts = RuleContexts.of(train, popularity);
        RerankingRecommender home = RerankingRecommender.of(model, rules, contexts, 200);

        RecommendationList list =
                home.recommend(Query.forCharacter(train.profiles().ids().id(0), 10));
        list.items().forEach(item -> out.println(item.trackId() + " " + item.score()));

        // Does it help?
        Evaluator evaluator = Evaluator.of(split, EvaluationOptions.of(10, "ndcg@10", "recall@10"));
        EvaluationResult result = evaluator.evaluate(home);
        out.println(result.metric("ndcg@10").interval());
        // readme]
    }
}
