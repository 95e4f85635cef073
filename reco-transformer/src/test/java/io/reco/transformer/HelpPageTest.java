package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.Dataset;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Gender;
import io.reco.core.data.Track;
import io.reco.core.progress.ProgressListener;
import io.reco.core.recommend.Contribution;
import io.reco.core.recommend.FallbackLadder;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.RemovalExplainer;
import io.reco.core.recommend.RetrievingRecommender;
import io.reco.core.recommend.ScoringRecommender;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.core.vector.ExactSearch;
import io.reco.core.vector.Metric;
import io.reco.core.vector.SearchHits;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/help/transformer.md shows is what is compiled here, and it runs. */
class HelpPageTest {
    private static final Dataset DATA =
            ListeningWorld.of(WorldOptions.ofSize(40, 120)).dataset();
    private static final TransformerOptions OPTIONS = TransformerOptions.SASREC
            .withDim(16)
            .withFeedForward(16)
            .withMaxLength(20)
            .withAttributes(true);

    @TempDir
    private Path directory;

    @Test
    void theSnippetsAreTheCode() throws IOException {
        String code =
                Files.readString(Path.of("src", "test", "java", "io", "reco", "transformer", "HelpPageTest.java"));
        String page = Files.readString(Path.of("..", "docs", "help", "transformer.md"));
        List<String> snippets = new ArrayList<>();
        for (String part : page.split("```java\n", -1)) {
            snippets.add(part.substring(0, Math.max(0, part.indexOf("\n```"))));
        }
        snippets.remove(0);
        assertThat(snippets).hasSize(5);
        for (String snippet : snippets) {
            assertThat(code).contains(snippet.indent(8).stripTrailing());
        }
    }

    @Test
    void theSnippetsRun() throws IOException {
        TransformerModel model = train(
                DATA, OPTIONS, ProgressListener.none(), directory.resolve("checkpoint"), directory.resolve("model"));
        String characterId = DATA.profiles().ids().id(0);
        assertThat(recommend(model, DATA, characterId)).isNotEmpty();
        assertThat(retrieve(model, DATA, List.of(Query.forCharacter(characterId, 5))))
                .hasSize(1);
        List<String> seeds = model.tracks().ids().subList(0, 2);
        assertThat(go(model, seeds, 1_700_000_000_000L)).isEqualTo(10);
        CatalogBuilder builder = new CatalogBuilder();
        builder.addTrack(Track.builder("brand new")
                .artist(DATA.catalog().artists().id(DATA.catalog().mainArtist(0)))
                .build());
        assertThat(widen(model, builder.build()).tracks().contains("brand new")).isTrue();
    }

    private static TransformerModel train(
            Dataset data, TransformerOptions options, ProgressListener progress, Path checkpoint, Path target)
            throws IOException {
        TransformerModel model = TransformerTrainer.of(options, TrainingOptions.DEFAULT.withThreads(2))
                .withProgress(progress)
                .withCheckpoint(checkpoint)
                .fit(data);
        model.save(target);
        return model;
    }

    private static List<Contribution> recommend(TransformerModel model, Dataset data, String characterId) {
        ScoringRecommender recommender =
                ScoringRecommender.of(model.scorer(data.catalog().tracks()).withRepeats(RepeatOptions.of(0.2)), data);
        RecommendationList list = recommender.recommend(Query.forCharacter(characterId, 20));
        List<Contribution> because = RemovalExplainer.of(recommender)
                .explain(Query.forCharacter(characterId, 20), list.trackIds().get(0), 50);
        return because;
    }

    private static List<RecommendationList> retrieve(TransformerModel model, Dataset data, List<Query> queries) {
        TransformerRetriever retriever =
                TransformerRetriever.exact("transformer", model, data.catalog().tracks());
        RetrievingRecommender large = RetrievingRecommender.of(
                retriever,
                data,
                EventSemantics.DEFAULT,
                FallbackLadder.fit(data, EventSemantics.DEFAULT),
                UnknownIdPolicy.WARN);
        List<RecommendationList> lists = large.recommendAll(queries, 2);
        return lists;
    }

    private static int go(TransformerModel model, List<String> seeds, long now) {
        ContinuedTracks radio = Continuation.of(model)
                .run(ContinuationRequest.afterTracks(seeds), ContinuationOptions.DEFAULT.withLength(50));
        IncrementalEncoder session = SequenceEncoder.of(model).incremental(Gender.F, AgeBand.FROM_25);
        float[] state = session.append(model.tracks().indexOf(seeds.get(0)), now);
        SearchHits next = ExactSearch.of(model.outputs(), Metric.DOT).search(state, 10);
        assertThat(radio.tracks()).hasSize(50);
        return next.size();
    }

    private static TransformerModel widen(TransformerModel model, Catalog newCatalog) {
        TransformerModel wider = model.withTracksOf(newCatalog);
        return wider;
    }
}
