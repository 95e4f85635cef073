package io.reco.rerank.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.RecommendationList;
import io.reco.core.recommend.SmallWorld;
import io.reco.core.recommend.UnknownIdPolicy;
import io.reco.rerank.config.SourceConfig;
import io.reco.rerank.config.SurfaceConfig;
import io.reco.rerank.config.SurfaceFormatException;
import io.reco.rerank.config.SurfaceResources;
import io.reco.rerank.config.SurfaceWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurfaceHolderTest {
    private static final Dataset WORLD = SmallWorld.timed(3);
    private static final SurfaceResources RESOURCES = SurfaceRecommenderContractTest.resources(WORLD)
            .withSource("top", SurfaceRecommenderContractTest.model(WORLD, UnknownIdPolicy.FAIL));
    private static final SurfaceConfig HOME = SurfaceConfig.of("home", 10, SourceConfig.of("top"));

    @TempDir
    private Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("home.yaml"), text);
    }

    @Test
    void aNewFileReplacesTheSurface() throws IOException {
        SurfaceHolder holder = SurfaceHolder.open(write(SurfaceWriter.yaml(HOME)), RESOURCES);
        Surface first = holder.get();
        assertThat(holder.reload().outcome()).isEqualTo(SurfaceHolder.Outcome.UNCHANGED);
        assertThat(holder.get()).isSameAs(first);
        write("# a comment\n" + SurfaceWriter.yaml(HOME));
        assertThat(holder.reload().outcome()).isEqualTo(SurfaceHolder.Outcome.UNCHANGED);
        write(SurfaceWriter.yaml(HOME.withRule("playable")));
        assertThat(holder.reload()).isEqualTo(new SurfaceHolder.Reload(SurfaceHolder.Outcome.REPLACED, ""));
        assertThat(holder.get().config()).isEqualTo(HOME.withRule("playable"));
        assertThat(first.config()).isEqualTo(HOME);
    }

    @Test
    void aBadFileKeepsTheOldSurfaceAndSaysWhy() throws IOException {
        Path file = write(SurfaceWriter.yaml(HOME));
        SurfaceHolder holder = SurfaceHolder.open(file, RESOURCES);
        Surface first = holder.get();
        write(SurfaceWriter.yaml(HOME) + "rulez: []\n");
        SurfaceHolder.Reload refused = holder.reload();
        assertThat(refused.outcome()).isEqualTo(SurfaceHolder.Outcome.REFUSED);
        assertThat(refused.message()).startsWith(file + ":5:1: unknown key of surface 'rulez'; nearest is 'rules'");
        write(SurfaceWriter.yaml(HOME).replace("top", "tap"));
        assertThat(holder.reload().message()).contains("unknown source 'tap'; nearest is 'top'");
        Files.delete(file);
        assertThat(holder.reload().message()).startsWith("cannot read " + file);
        assertThat(holder.get()).isSameAs(first);
        assertThatThrownBy(() -> SurfaceHolder.open(write("k: 1\n"), RESOURCES))
                .isInstanceOf(SurfaceFormatException.class);
    }

    @Test
    void idsThatTheCatalogueDoesNotHoldAreWarnedOf() throws IOException {
        String known = WORLD.catalog().tracks().id(0);
        String text = SurfaceWriter.yaml(HOME)
                + "rules:\n"
                + "  - pins: {pins: [{track: gone, slot: 0}, {track: \"" + known
                + "\", slot: 1}, {track: gone, slot: 4}]}\n"
                + "  - quota: {group: {tracks: {ids: [z7, z1, z3, z2, z6, z4, z5, \"" + known + "\"]}}, at-least: 1}\n"
                + "  - reserved-slots: {group: {artists: {ids: [nobody]}}, slots: [6]}\n"
                + "  - campaign: {group: {genres: {ids: [polka]}}, b: 0.2}\n"
                + "  - quota: {group: new-releases, at-least: 1}\n";
        assertThat(SurfaceHolder.open(write(text), RESOURCES).get().warnings())
                .containsExactlyInAnyOrder(
                        "pins: the catalogue does not hold 'gone'",
                        "quota: the catalogue does not hold 'z1', 'z2', 'z3', 'z4', 'z5' and 2 more",
                        "reserved-slots: the catalogue does not hold 'nobody'",
                        "campaign: the catalogue does not hold 'polka'");
        assertThat(SurfaceHolder.open(write(SurfaceWriter.yaml(HOME)), RESOURCES)
                        .get()
                        .warnings())
                .isEmpty();
    }

    @Test
    void everyListIsEntirelyOfOneVersionWhileReloadsRun() throws Exception {
        // Two versions that give different lists to every character, of different lengths in the answers of a batch.
        SurfaceConfig one = HOME.withRule("recently-listened", Map.of("window", "10d"));
        SurfaceConfig other = HOME.withRule("recently-listened", Map.of("window", "forever", "mode", "keep-only"))
                .withRule("popularity", Map.of("b", -100));
        List<Query> queries = IntStream.range(0, 8)
                .mapToObj(c -> Query.forCharacter(SmallWorld.character(c), 10))
                .toList();
        List<List<RecommendationList>> versions = Stream.of(one, other)
                .map(config ->
                        SurfaceRecommender.of(Surface.of(config, RESOURCES)).recommendAll(queries, 1))
                .toList();
        for (int q = 0; q < queries.size(); q++) {
            assertThat(versions.get(0).get(q)).isNotEqualTo(versions.get(1).get(q));
        }
        SurfaceHolder holder = SurfaceHolder.open(write(SurfaceWriter.yaml(one)), RESOURCES);
        SurfaceRecommender recommender = SurfaceRecommender.of(holder);
        AtomicBoolean done = new AtomicBoolean();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        ConcurrentLinkedQueue<String> mixed = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> requests = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int i = thread; !done.get(); i++) {
                            int q = i % queries.size();
                            int version = i % 3 == 0
                                    ? versions.indexOf(recommender.recommendAll(queries, 1))
                                    : indexOf(versions, q, recommender.recommend(queries.get(q)));
                            seen.add(version);
                            if (version < 0) {
                                mixed.add("request " + i + " of thread " + thread);
                            }
                        }
                    }))
                    .toList();
            int reloads = 0;
            while (reloads < 100 || (seen.size() < 2 && reloads < 100_000)) {
                write(SurfaceWriter.yaml(reloads % 2 == 0 ? other : one));
                assertThat(holder.reload().outcome()).isEqualTo(SurfaceHolder.Outcome.REPLACED);
                reloads++;
            }
            done.set(true);
            for (Future<?> request : requests) {
                request.get();
            }
        } finally {
            done.set(true);
            threads.shutdown();
        }
        assertThat(mixed).isEmpty();
        assertThat(seen).containsExactlyInAnyOrder(0, 1);
    }

    private static int indexOf(List<List<RecommendationList>> versions, int q, RecommendationList list) {
        return list.equals(versions.get(0).get(q))
                ? 0
                : list.equals(versions.get(1).get(q)) ? 1 : -1;
    }
}
