package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.bundle.BundleException;
import io.reco.core.bundle.BundleWriter;
import io.reco.core.bundle.DType;
import io.reco.core.bundle.ModelBundle;
import io.reco.core.bundle.Provenance;
import io.reco.core.bundle.TensorInfo;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.CreditRole;
import io.reco.core.data.Track;
import io.reco.core.vector.FloatMatrix;
import io.reco.transformer.TransformerOptions.BlockKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerModelTest {
    private static final TransformerOptions WITH_ATTRIBUTES = Models.SMALL.withAttributes(true);

    @TempDir
    private Path directory;

    static Stream<TransformerOptions> shapes() {
        return Stream.of(
                Models.SMALL,
                WITH_ATTRIBUTES.withProfile(true).withTimeBias(true),
                Models.SMALL.withBlock(BlockKind.GATED).withTiedOutputs(false),
                Models.SMALL.withBlock(BlockKind.POST_NORM).withDim(16));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void saveAndLoadChangeNothing(TransformerOptions options) throws IOException {
        TransformerModel model = Models.random(options, 33, 5);
        model.save(directory.resolve("model"), "hash of the data");
        TransformerModel loaded = TransformerModel.load(directory.resolve("model"));
        assertThat(loaded.options()).isEqualTo(options);
        assertThat(loaded.tracks()).isEqualTo(model.tracks());
        assertThat(loaded.features()).isEqualTo(model.features());
        assertThat(loaded.attributes()).isEqualTo(model.attributes());
        assertThat(loaded.trainingOptions()).isEqualTo(model.trainingOptions());
        assertThat(loaded.training()).isEqualTo(model.training());
        assertThat(loaded.supports()).isEqualTo(model.supports());
        assertThat(loaded.weights().dense()).isEqualTo(model.weights().dense());
        assertThat(loaded.weights().items()).isEqualTo(model.weights().items());
        assertThat(loaded.weights().outputs()).isEqualTo(model.weights().outputs());
        assertThat(loaded.weights().attributes()).isEqualTo(model.weights().attributes());
        try (ModelBundle bundle = ModelBundle.open(directory.resolve("model"), TransformerModel.KIND)) {
            assertThat(bundle.provenance().dataHash()).isEqualTo("hash of the data");
            assertThat(bundle.provenance().counts()).containsEntry("tracks", 33L);
        }
    }

    @Test
    void anEmptyCatalogueCanBeSaved() throws IOException {
        Models.random(Models.SMALL, 0, 5).save(directory.resolve("model"));
        assertThat(TransformerModel.load(directory.resolve("model")).tracks().size())
                .isZero();
    }

    @Test
    void outputsAreItemVectorsAndThoseOfTheirAttributes() {
        TransformerModel model = Models.random(WITH_ATTRIBUTES, 7, 5);
        FloatMatrix outputs = model.outputs();
        assertThat(outputs.rows()).isEqualTo(7);
        float[] items = model.weights().items();
        float[] attributes = model.weights().attributes();
        int stride = 32;
        for (int j = 0; j < 20; j++) {
            // Item 4: artist 1, album 4, genre 0.
            float sum = items[4 * stride + j] + attributes[stride + j] + attributes[7 * stride + j];
            assertThat(outputs.get(4, j)).isEqualTo(sum + attributes[8 * stride + j]);
        }
        TransformerModel plain = Models.random(Models.SMALL, 7, 5);
        assertThat(plain.outputs().array(0))
                .as("a view")
                .isSameAs(plain.weights().items());
        TransformerModel untied = Models.random(WITH_ATTRIBUTES.withTiedOutputs(false), 7, 5);
        assertThat(untied.outputs().array(0)).isSameAs(untied.weights().outputs());
    }

    @Test
    void knowsWhatWasTrainedOnAndWhatSharesAnAttributeWithIt() {
        // Only item 1 was trained on: artist 1, album 1.
        int[] support = {0, 5, 0, 0, 0, 0, 0, 0};
        TransformerModel model = Models.random(WITH_ATTRIBUTES, Models.features(8, true), support, 3);
        // Items 4 and 7 share the artist, 6 the album.
        assertThat(known(model)).containsExactly(1, 4, 6, 7);
        assertThat(model.knownTracks()).isEqualTo(4);
        FloatMatrix outputs = model.outputs();
        assertThat(row(outputs, 2)).containsOnly(0f);
        assertThat(row(outputs, 4)).isEqualTo(Arrays.copyOfRange(model.weights().attributes(), 32, 52));
        assertThat(row(outputs, 1)).doesNotContain(0f);
        TransformerModel plain = Models.random(Models.SMALL, Models.features(8, false), support, 3);
        assertThat(known(plain)).containsExactly(1);
        TransformerModel untied =
                Models.random(WITH_ATTRIBUTES.withTiedOutputs(false), Models.features(8, true), support, 3);
        assertThat(known(untied)).containsExactly(1);
        assertThat(row(untied.outputs(), 4)).containsOnly(0f);
    }

    private static int[] known(TransformerModel model) {
        return IntStream.range(0, model.tracks().size()).filter(model::knows).toArray();
    }

    private static float[] row(FloatMatrix matrix, int row) {
        float[] copy = new float[matrix.dim()];
        matrix.copyRow(row, copy, 0);
        return copy;
    }

    @Test
    void newTracksAreKnownByTheirAttributes() {
        TransformerModel model = Models.random(WITH_ATTRIBUTES, 8, 3);
        CatalogBuilder catalog = new CatalogBuilder();
        catalog.track("t3");
        catalog.addTrack(Track.builder("nothing known")
                .artist("stranger")
                .album("another")
                .genres(List.of("genre1"))
                .build());
        catalog.addTrack(Track.builder("new")
                .artist("artist1")
                .artist("stranger")
                .credit("artist1", CreditRole.FEATURED)
                .album("album2")
                .genres(List.of("genre0", "genre1"))
                .build());
        TransformerModel wider = model.withTracksOf(catalog.build());
        assertThat(wider.tracks().ids()).containsExactly("t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "new");
        assertThat(wider.knows(8)).isTrue();
        assertThat(wider.support(8)).isZero();
        // Artist 1, album 2, genre 0, and nothing of its own.
        float[] attributes = model.weights().attributes();
        float[] expected = new float[20];
        for (int j = 0; j < 20; j++) {
            expected[j] = attributes[32 + j] + attributes[5 * 32 + j] + attributes[8 * 32 + j];
        }
        assertThat(row(wider.outputs(), 8)).isEqualTo(expected);
        for (int item = 0; item < 8; item++) {
            assertThat(row(wider.outputs(), item)).isEqualTo(row(model.outputs(), item));
        }
        assertThat(Arrays.copyOfRange(wider.weights().items(), 9 * 32, 10 * 32))
                .as("the mask")
                .isEqualTo(Arrays.copyOfRange(model.weights().items(), 8 * 32, 9 * 32));
    }

    @Test
    void withoutAttributesInTheOutputsNoTracksAreAdded() {
        CatalogBuilder catalog = new CatalogBuilder();
        catalog.addTrack(Track.builder("new").artist("artist1").build());
        catalog.track("t0");
        for (TransformerModel model : List.of(
                Models.random(Models.SMALL, 8, 3), Models.random(WITH_ATTRIBUTES.withTiedOutputs(false), 8, 3))) {
            assertThat(model.withTracksOf(catalog.build())).isSameAs(model);
        }
        TransformerModel model = Models.random(WITH_ATTRIBUTES, 8, 3);
        assertThat(model.withTracksOf(new CatalogBuilder().build())).isSameAs(model);
    }

    /** Saves a model with some of its content replaced. */
    private Path saved(Consumer<Map<String, TensorInfo>> tensors, Consumer<ObjectNode> configuration, float changed)
            throws IOException {
        Models.random(Models.SMALL, 9, 3).save(directory.resolve("good"));
        Path target = directory.resolve("bad");
        try (ModelBundle good = ModelBundle.open(directory.resolve("good"), TransformerModel.KIND);
                BundleWriter out = ModelBundle.writer(target, TransformerModel.KIND)) {
            Map<String, TensorInfo> kept = new TreeMap<>(good.tensors());
            tensors.accept(kept);
            ObjectNode node = good.configuration();
            configuration.accept(node);
            out.configuration(node).provenance(good.provenance()).ids("tracks", good.ids("tracks"));
            for (Map.Entry<String, TensorInfo> entry : kept.entrySet()) {
                TensorInfo info = entry.getValue();
                if (info.dtype() == DType.I32) {
                    out.tensor(entry.getKey(), good.ints(info.name()), info.elements());
                    continue;
                }
                float[] data = good.floats(info.name());
                if (entry.getKey().equals("positions")) {
                    data[7] = changed;
                }
                out.tensor(
                        entry.getKey(),
                        data,
                        info.shape().stream().mapToLong(n -> n).toArray());
            }
            out.commit();
        }
        return target;
    }

    @Test
    void whatIsNoModelOfThisKindIsRefused() throws IOException {
        Path other = directory.resolve("other");
        try (BundleWriter out = ModelBundle.writer(other, "item2vec")) {
            out.provenance(new Provenance("", new TreeMap<>(), 1, 1, new TreeMap<>(), "scalar", new TreeMap<>()))
                    .commit();
        }
        assertThatThrownBy(() -> TransformerModel.load(other))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.reason()).isEqualTo(BundleException.Reason.FOREIGN))
                .hasMessageContaining("item2vec")
                .hasMessageContaining("transformer");
        assertThatThrownBy(() -> TransformerModel.load(directory.resolve("nowhere")))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.reason()).isEqualTo(BundleException.Reason.MISSING));
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        Path path = saved(tensors -> {}, node -> node.put("version", 1), 0);
        assertThatThrownBy(() -> TransformerModel.load(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("version 1");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void weightsThatAreNotFiniteAreRefused(float value) throws IOException {
        Path path = saved(tensors -> {}, node -> {}, value);
        assertThatThrownBy(() -> TransformerModel.load(path))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.reason()).isEqualTo(BundleException.Reason.NOT_FINITE))
                .hasMessageContaining("'positions'")
                .hasMessageContaining("element 7");
        assertThat(TransformerModel.load(saved(tensors -> {}, node -> {}, 0.5f))
                        .weights()
                        .dense())
                .contains(0.5f);
    }

    @Test
    void tensorsThatDoNotFitTheOptionsAreRefused() throws IOException {
        assertRefused(saved(tensors -> tensors.remove("norm.gain"), node -> {}, 0), "'norm.gain' is not there");
        assertRefused(
                saved(tensors -> tensors.put("extra", tensors.get("norm.gain")), node -> {}, 0), "tensor 'extra'");
        assertRefused(
                saved(tensors -> {}, node -> ((ObjectNode) node.get("options")).put("maxLength", 13), 0),
                "'positions' has shape [12, 20]",
                "[13, 20]");
        assertRefused(saved(tensors -> {}, node -> ((ObjectNode) node.get("options")).put("heads", 3), 0), "heads 3");
        assertRefused(
                saved(tensors -> {}, node -> ((ObjectNode) node.get("options")).put("tiedOutputs", false), 0),
                "'outputs' is not there");
    }

    private static void assertRefused(Path path, String... texts) {
        assertThatThrownBy(() -> TransformerModel.load(path))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(texts)
                .hasMessageContaining(path.toString());
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        TransformerModel model = Models.random(Models.SMALL, 7, 5);
        assertThatThrownBy(() -> new TransformerModel(
                        model.weights(),
                        model.features(),
                        Models.ids("t", 8),
                        AttributeIds.NONE,
                        new int[8],
                        TrainingOptions.DEFAULT,
                        Models.UNTRAINED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 items")
                .hasMessageContaining("8 tracks");
        model.weights().dense()[0] = Float.NaN;
        assertThatThrownBy(() -> new TransformerModel(
                        model.weights(),
                        model.features(),
                        model.tracks(),
                        AttributeIds.NONE,
                        model.supports(),
                        TrainingOptions.DEFAULT,
                        Models.UNTRAINED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }
}
