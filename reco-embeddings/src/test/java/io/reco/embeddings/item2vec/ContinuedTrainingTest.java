package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.IdMap;
import io.reco.core.data.Track;
import io.reco.core.sequence.Sequences;
import io.reco.core.vector.FloatMatrix;
import io.reco.embeddings.AttributeVectors.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Six scenes of 20 tracks; in the second half of the data five tracks join each, with a new artist. */
class ContinuedTrainingTest {
    private static final int SCENES = 6;
    private static final int OLD = 120;
    private static final int ALL = 150;
    private static final Dataset FIRST = data(OLD, false);
    private static final Dataset SECOND = data(ALL, true);
    private static final Item2VecOptions OPTIONS = Item2VecOptions.TEXT
            .withDimension(20)
            .withSubsample(0)
            .withEpochs(10)
            .withMinCount(2)
            .withKeepOutputs(true);

    /** The tracks, in another order in the second catalogue. */
    private static Dataset data(int tracks, boolean reversed) {
        DatasetBuilder builder = Dataset.builder("scenes");
        for (int i = 0; i < tracks; i++) {
            int t = reversed ? tracks - 1 - i : i;
            builder.catalog()
                    .addTrack(Track.builder("t" + t)
                            .artist(t < OLD ? "a" + t % SCENES : "new" + t % SCENES)
                            .genres(List.of("g" + t % SCENES))
                            .build());
        }
        return builder.build();
    }

    private static Sequences sequences(IdMap ids, int tracks, int count, long seed) {
        Random random = new Random(seed);
        List<int[]> sequences = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            int scene = random.nextInt(SCENES);
            int[] sequence = new int[10 + random.nextInt(20)];
            Arrays.setAll(
                    sequence,
                    i -> ids.indexOf("t"
                            + (random.nextInt(10) == 0
                                    ? random.nextInt(tracks)
                                    : random.nextInt(tracks / SCENES) * SCENES + scene)));
            sequences.add(sequence);
        }
        return Sequences.of(sequences);
    }

    private static Item2VecModel first(Item2VecOptions options) {
        IdMap ids = FIRST.catalog().tracks();
        return Item2VecTrainer.of(options)
                .withAttributes(AttributeData.of(FIRST.catalog()))
                .fit(sequences(ids, OLD, 500, 1), ids);
    }

    private static Item2VecModel continued(Item2VecModel model, Item2VecOptions options, OldRows oldRows) {
        IdMap ids = SECOND.catalog().tracks();
        return Item2VecTrainer.of(options)
                .withAttributes(AttributeData.of(SECOND.catalog()))
                .continueFrom(model, sequences(ids, ALL, 500, 2), ids, oldRows);
    }

    private static float[] row(FloatMatrix matrix, int row) {
        float[] out = new float[matrix.dim()];
        matrix.copyRow(row, out, 0);
        return out;
    }

    /** Share of the new tracks whose nearest old track is of their scene. */
    private static double found(Item2VecModel model) {
        int right = 0;
        FloatMatrix unit = model.vectors().unitMatrix();
        for (int t = OLD; t < ALL; t++) {
            float[] x = row(unit, model.vectors().rowOf("t" + t));
            int best = -1;
            double bestScore = -2;
            for (int other = 0; other < OLD; other++) {
                float[] y = row(unit, model.vectors().rowOf("t" + other));
                double score = 0;
                for (int i = 0; i < x.length; i++) {
                    score += x[i] * y[i];
                }
                if (score > bestScore) {
                    best = other;
                    bestScore = score;
                }
            }
            right += best % SCENES == t % SCENES ? 1 : 0;
        }
        return right / (double) (ALL - OLD);
    }

    @ParameterizedTest
    @CsvSource({"SKIP_GRAM,1", "SKIP_GRAM,2", "CBOW,1"})
    void oldRowsStayToTheBitAndNewOnesFindTheirPlace(Architecture architecture, int threads) {
        Item2VecOptions options =
                OPTIONS.withArchitecture(architecture).withThreads(threads).withLearningRate(0.05, 1e-4);
        Item2VecModel old = first(options);
        Item2VecModel model = continued(old, options, OldRows.KEEP);

        assertThat(model.vectors().rows()).isEqualTo(ALL);
        FloatMatrix outputs = model.outputs().orElseThrow();
        FloatMatrix oldOutputs = old.outputs().orElseThrow();
        for (int r = 0; r < OLD; r++) {
            String id = old.vectors().tracks().id(old.vectors().track(r));
            assertThat(model.vectors().rowOf(id)).isEqualTo(r);
            assertThat(model.vectors().vector(r)).as(id).isEqualTo(old.vectors().vector(r));
            assertThat(row(outputs, r)).as(id).isEqualTo(row(oldOutputs, r));
            assertThat(model.vectors().support(r)).isGreaterThan(old.vectors().support(r));
        }
        for (Attribute kind : Attribute.values()) {
            for (String id : old.attributes().ids(kind)) {
                assertThat(model.attributes().vector(kind, id).orElseThrow())
                        .isEqualTo(old.attributes().vector(kind, id).orElseThrow());
            }
        }
        assertThat(model.attributes().vector(Attribute.ARTIST, "new3")).isPresent();
        assertThat(found(model)).isGreaterThan(0.95);
    }

    @Test
    void oldRowsChangeWhenAsked() {
        Item2VecModel old = first(OPTIONS);
        Item2VecModel model = continued(old, OPTIONS, OldRows.UPDATE);
        int changed = 0;
        for (int r = 0; r < OLD; r++) {
            changed += Arrays.equals(model.vectors().vector(r), old.vectors().vector(r)) ? 0 : 1;
        }
        assertThat(changed).isEqualTo(OLD);
        assertThat(found(model)).isGreaterThan(0.95);
    }

    @Test
    void newTracksStartInTheDirectionOfTheirMetadata() {
        Item2VecModel old = first(OPTIONS);
        // Next to no learning: what is seen is the start.
        Item2VecModel model = continued(old, OPTIONS.withEpochs(1).withLearningRate(1e-9, 0), OldRows.KEEP);
        assertThat(found(model)).as("the genre is known, the artist is new").isGreaterThan(0.95);
    }

    @ParameterizedTest
    @EnumSource
    void theSameInputGivesTheSameBits(OldRows oldRows) {
        Item2VecModel old = first(OPTIONS.withEpochs(2));
        assertThat(Models.floats(continued(old, OPTIONS.withEpochs(2), oldRows)))
                .isEqualTo(Models.floats(continued(old, OPTIONS.withEpochs(2), oldRows)));
    }

    @Test
    void aModelThatIsContinuedWithoutAttributesKeepsThem() {
        Item2VecModel old = first(OPTIONS.withEpochs(2));
        IdMap ids = SECOND.catalog().tracks();
        Item2VecModel model = Item2VecTrainer.of(OPTIONS.withEpochs(2))
                .continueFrom(old, sequences(ids, ALL, 100, 3), ids, OldRows.UPDATE);
        assertThat(Models.floats(model.attributes().matrix()))
                .isEqualTo(Models.floats(old.attributes().matrix()));
        assertThat(model.outputs().orElseThrow().rows())
                .isEqualTo(ALL + old.attributes().rows());
    }

    @Test
    void withNothingNewTheModelStays() {
        Item2VecModel old = first(OPTIONS.withEpochs(1));
        IdMap ids = SECOND.catalog().tracks();
        Item2VecModel model =
                Item2VecTrainer.of(OPTIONS).continueFrom(old, Sequences.of(List.of()), ids, OldRows.UPDATE);
        assertThat(Models.floats(model)).isEqualTo(Models.floats(old));
        assertThat(model.vectors().tracks()).isEqualTo(ids);
    }

    @Test
    void whatIsMissingIsNamed() {
        Item2VecModel withoutOutputs = first(OPTIONS.withEpochs(1).withKeepOutputs(false));
        Item2VecModel model = first(OPTIONS.withEpochs(1));
        Sequences none = Sequences.of(List.of());
        IdMap ids = SECOND.catalog().tracks();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item2VecTrainer.of(OPTIONS).continueFrom(withoutOutputs, none, ids, OldRows.KEEP))
                .withMessageContaining("no output vectors")
                .withMessageContaining("keepOutputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Item2VecTrainer.of(OPTIONS.withDimension(30)).continueFrom(model, none, ids, OldRows.KEEP))
                .withMessageContaining("dimension 30 is not the 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Item2VecTrainer.of(OPTIONS).continueFrom(model, none, IdMap.of(List.of("t0")), OldRows.KEEP))
                .withMessageContaining("has a vector in the model to be continued and is not among the 1 tracks");
    }
}
