package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Catalog;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.core.random.SplitMix64;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight scenes of 15 tracks; each scene has three artists and a genre, and listeners of one gender. */
class AttributeTrainingTest {
    private static final int SCENES = 8;
    private static final int TRACKS = 120;
    private static final Dataset DATA = data();
    private static final List<int[]> SEQUENCES = sequences(DATA, 600, 5);
    private static final Item2VecOptions OPTIONS = Item2VecOptions.TEXT
            .withDimension(20)
            .withSubsample(0)
            .withEpochs(10)
            .withMinCount(2)
            .withKeepOutputs(true);

    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("scenes");
        for (int t = 0; t < TRACKS; t++) {
            int scene = t % SCENES;
            builder.catalog()
                    .addTrack(Track.builder("t" + t)
                            .artist("a" + scene + "-" + t / SCENES % 3)
                            .album("b" + t / 2)
                            .genres(List.of("g" + scene))
                            .tags(List.of("tag" + t % 2))
                            .build());
        }
        for (int c = 0; c < 600; c++) {
            builder.addCharacter(
                    Profile.of("c" + c).withDemographics(scene(c) % 2 == 0 ? Gender.F : Gender.M, AgeBand.UNKNOWN));
        }
        return builder.build();
    }

    private static int scene(int character) {
        return character % SCENES;
    }

    private static List<int[]> sequences(Dataset data, int characters, long seed) {
        Random random = new Random(seed);
        List<int[]> sequences = new ArrayList<>();
        for (int c = 0; c < characters; c++) {
            int scene = scene(c);
            int[] sequence = new int[10 + random.nextInt(20)];
            for (int i = 0; i < sequence.length; i++) {
                int track = random.nextInt(10) == 0
                        ? random.nextInt(TRACKS)
                        : random.nextInt(TRACKS / SCENES) * SCENES + scene;
                sequence[i] = data.catalog().tracks().indexOf("t" + track);
            }
            sequences.add(sequence);
        }
        return sequences;
    }

    private static Item2VecModel fit(Item2VecOptions options) {
        return Item2VecTrainer.of(options)
                .withAttributes(AttributeData.of(DATA.catalog(), DATA.profiles()))
                .fit(Sequences.of(SEQUENCES), DATA.catalog().tracks());
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    /** Mean cosine of a vector with the tracks of a scene. */
    private static double fit(Item2VecModel model, float[] vector, int scene) {
        double sum = 0;
        for (int t = scene; t < TRACKS; t += SCENES) {
            sum += cosine(vector, model.vectors().vector(model.vectors().rowOf("t" + t)));
        }
        return sum / (TRACKS / SCENES);
    }

    /** The scene whose tracks are nearest. */
    private static int nearestScene(Item2VecModel model, float[] vector) {
        int best = 0;
        for (int scene = 1; scene < SCENES; scene++) {
            best = fit(model, vector, scene) > fit(model, vector, best) ? scene : best;
        }
        return best;
    }

    @Test
    void attributesLieAmongTheTracksThatHaveThem() {
        for (Architecture architecture : Architecture.values()) {
            Item2VecModel model = fit(OPTIONS.withArchitecture(architecture).withLearningRate(0.05, 1e-4));
            for (int scene = 0; scene < SCENES; scene++) {
                for (String artist : List.of("a" + scene + "-0", "a" + scene + "-1", "a" + scene + "-2")) {
                    float[] vector =
                            model.attributes().vector(Attribute.ARTIST, artist).orElseThrow();
                    assertThat(nearestScene(model, vector))
                            .as("%s, %s", artist, architecture)
                            .isEqualTo(scene);
                }
                float[] genre =
                        model.attributes().vector(Attribute.GENRE, "g" + scene).orElseThrow();
                assertThat(nearestScene(model, genre))
                        .as("genre, %s", architecture)
                        .isEqualTo(scene);
            }
        }
    }

    @Test
    void genderLiesNearerToTheScenesOfItsListeners() {
        Item2VecModel model = fit(OPTIONS);
        float[] female = model.attributes().vector(Attribute.GENDER, "F").orElseThrow();
        double even = 0;
        double odd = 0;
        for (int scene = 0; scene < SCENES; scene += 2) {
            even += fit(model, female, scene);
            odd += fit(model, female, scene + 1);
        }
        assertThat(even).isGreaterThan(odd + 0.4);
        assertThat(model.attributes().ids(Attribute.GENDER)).containsExactlyInAnyOrder("F", "M");
        assertThat(model.attributes().ids(Attribute.AGE_BAND)).isEmpty();
    }

    @Test
    void anUnseenTrackLiesWhereItsMetadataSay() {
        Item2VecModel model = fit(OPTIONS);
        MetadataVectors metadata = MetadataVectors.of(model);
        for (int scene = 0; scene < SCENES; scene++) {
            Track track = Track.builder("new")
                    .artist("a" + scene + "-1")
                    .artist("nobody")
                    .genres(List.of("g" + scene))
                    .build();
            float[] vector = metadata.track(track).orElseThrow();
            assertThat(nearestScene(model, vector)).isEqualTo(scene);
            float[] character = metadata.character(
                            scene % 2 == 0 ? Gender.F : Gender.M, AgeBand.UNKNOWN, List.of(), List.of("g" + scene))
                    .orElseThrow();
            assertThat(nearestScene(model, character)).isEqualTo(scene);
        }
        assertThat(metadata.track(Track.builder("bare").build())).isEmpty();
        assertThat(metadata.character(Gender.UNKNOWN, AgeBand.UNKNOWN, List.of("nobody"), List.of()))
                .isEmpty();
    }

    @Test
    void aVectorOfMetadataIsTheWeightedMeanOfUnitVectors() {
        AttributeVectors vectors = new AttributeVectors(
                Map.of(
                        Attribute.ARTIST, IdMap.of(List.of("x", "y")),
                        Attribute.GENRE, IdMap.of(List.of("g"))),
                new int[] {1, 1, 1},
                FloatMatrix.copyOf(new float[][] {{3, 0, 0}, {0, 2, 0}, {0, 0, 7}}, 3));
        float[] vector = MetadataVectors.of(vectors, new AttributeOptions(1, 4, 2, 1, 1, 1, 1))
                .track(Track.builder("t")
                        .artist("x")
                        .artist("y")
                        .genres(List.of("g", "none"))
                        .build())
                .orElseThrow();
        // 4 (1, 1, 0) / 2 + 1 (0, 0, 1), scaled to norm 1.
        assertThat(vector).containsExactly(new float[] {2 / 3f, 2 / 3f, 1 / 3f}, within(1e-6f));
    }

    @Test
    void tracksWithoutTheAttributesKeepTheirBitsWhenTheLossWeighsNothing() {
        Item2VecModel without = Item2VecTrainer.of(OPTIONS)
                .fit(Sequences.of(SEQUENCES), DATA.catalog().tracks());
        Item2VecModel zero = fit(OPTIONS.withAttributes(AttributeOptions.DEFAULT.withLossWeight(0)));
        assertThat(Models.floats(zero)).isEqualTo(Models.floats(without));
        assertThat(zero.attributes().rows()).isZero();
        assertThat(Models.floats(fit(OPTIONS))).isNotEqualTo(Models.floats(without));
    }

    @Test
    void drawsFollowTheWeights() {
        Catalog catalog = DATA.catalog();
        Vocabulary.Counts counts = Vocabulary.Counts.of(
                Sequences.of(SEQUENCES), TRACKS, DATA.profiles().size());
        Vocabulary vocabulary = Vocabulary.of(counts, catalog.tracks(), 1, new int[0], new int[0]);
        AttributeVocabulary attributes = AttributeVocabulary.of(
                AttributeData.of(catalog, DATA.profiles()),
                vocabulary,
                vocabulary.trackOfRow(),
                counts.owners(),
                AttributeVectors.none(20),
                OPTIONS);
        SplitMix64 random = SplitMix64.of(1, 2);
        int[] kinds = new int[Attribute.values().length];
        for (int i = 0; i < 80_000; i++) {
            kinds[attributes.kindOf(attributes.drawOfTrack(7, random))]++;
        }
        // Weights 4, 2, 1, 1 of 8.
        assertThat(kinds[Attribute.ARTIST.ordinal()] / 80_000.0).isCloseTo(0.5, within(0.01));
        assertThat(kinds[Attribute.ALBUM.ordinal()] / 80_000.0).isCloseTo(0.25, within(0.01));
        assertThat(kinds[Attribute.GENRE.ordinal()] / 80_000.0).isCloseTo(0.125, within(0.01));
        assertThat(kinds[Attribute.TAG.ordinal()] / 80_000.0).isCloseTo(0.125, within(0.01));
        int gender = attributes.drawOfOwner(1, random);
        assertThat(attributes
                        .ids()
                        .getOrDefault(Attribute.GENDER, IdMap.empty())
                        .id(gender - attributes.firstRowOf(Attribute.GENDER.ordinal())))
                .isEqualTo("M");
    }

    @Test
    void saveAndLoadKeepAttributesAndOutputsToTheBit(@TempDir Path directory) throws IOException {
        Item2VecModel model = fit(OPTIONS.withEpochs(1));
        Path bundle = directory.resolve("model");
        model.save(bundle);
        Item2VecModel loaded = Item2VecModel.load(bundle);

        assertThat(loaded.options()).isEqualTo(model.options());
        assertThat(Models.floats(loaded)).isEqualTo(Models.floats(model));
        assertThat(Models.floats(loaded.outputs().orElseThrow()))
                .isEqualTo(Models.floats(model.outputs().orElseThrow()));
        for (Attribute kind : Attribute.values()) {
            assertThat(loaded.attributes().ids(kind))
                    .isEqualTo(model.attributes().ids(kind));
            for (String id : model.attributes().ids(kind)) {
                assertThat(loaded.attributes().vector(kind, id))
                        .hasValueSatisfying(vector -> assertThat(vector)
                                .isEqualTo(model.attributes().vector(kind, id).orElseThrow()));
                assertThat(loaded.attributes().support(kind, id))
                        .isEqualTo(model.attributes().support(kind, id));
            }
        }
        assertThat(model.attributes().ids(Attribute.ARTIST)).hasSize(24);
    }

    @Test
    void findsTheScenesWithThreads() {
        Item2VecModel model = fit(OPTIONS.withThreads(3).withHotRows(8));
        for (int scene = 0; scene < SCENES; scene++) {
            assertThat(nearestScene(
                            model,
                            model.attributes()
                                    .vector(Attribute.GENRE, "g" + scene)
                                    .orElseThrow()))
                    .isEqualTo(scene);
        }
    }
}
