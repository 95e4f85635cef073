package io.reco.embeddings.item2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.vector.Kernels;
import io.reco.embeddings.PlantedClusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotRowsTest {
    private static final PlantedClusters CLUSTERS = new PlantedClusters(300, 15, 1500, 0.2, 11);

    private static Tables tables(int hotRows) {
        long[] counts = new long[20];
        Arrays.fill(counts, 8);
        Vocabulary vocabulary = new Vocabulary(new int[20], new int[0], counts, 0, 160, 160, 1);
        RowPlan plan = RowPlan.of(
                vocabulary,
                AttributeVocabulary.none(),
                Item2VecOptions.TEXT.withThreads(2).withHotRows(hotRows),
                OldRows.UPDATE);
        Tables tables = new Tables(20, 0, 17, plan, 2, 4, 6);
        tables.initialise(0, 20, 5);
        return tables;
    }

    @Test
    void changesOfAllThreadsAreAddedUp() {
        Tables tables = tables(3);
        float[] in = tables.inputs.array(0);
        int stride = tables.inputs.stride();
        List<HotRows> workers = new ArrayList<>();
        Object lock = new Object();
        for (int w = 0; w < 2; w++) {
            HotRows hot = new HotRows(tables, w, Kernels.get().kernels(), lock);
            hot.load();
            workers.add(hot);
        }
        float before = tables.inputs.get(1, 4);
        float other = tables.inputs.get(3, 4);
        in[tables.privateInput(0) + stride + 4] += 0.5f;
        in[tables.privateInput(1) + stride + 4] += 0.25f;
        workers.get(0).merge();
        assertThat(tables.inputs.get(1, 4)).isCloseTo(before + 0.5f, within(1e-6f));
        workers.get(1).merge();
        assertThat(tables.inputs.get(1, 4)).isCloseTo(before + 0.75f, within(1e-6f));
        assertThat(in[tables.privateInput(1) + stride + 4]).isEqualTo(tables.inputs.get(1, 4));
        assertThat(in[tables.privateInput(0) + stride + 4]).as("not yet").isCloseTo(before + 0.5f, within(1e-6f));
        workers.get(0).merge();
        assertThat(in[tables.privateInput(0) + stride + 4]).isEqualTo(tables.inputs.get(1, 4));
        assertThat(tables.inputs.get(3, 4)).isEqualTo(other);
    }

    @Test
    void hotRowsAreTheMostFrequentOnes() {
        RowPlan plan = tables(3).plan;
        assertThat(plan.hotRows()).isEqualTo(3);
        assertThat(plan.hotSlot(0)).isZero();
        assertThat(plan.hotSlot(2)).isEqualTo(2);
        assertThat(plan.hotSlot(3)).isEqualTo(-1);
    }

    @Test
    void rowsOfASmallShareAreNotHot() {
        long[] counts = {5000, 10, 8, 7, 1};
        Vocabulary vocabulary = new Vocabulary(new int[5], new int[0], counts, 0, 1024, 1024, 1);
        RowPlan plan =
                RowPlan.of(vocabulary, AttributeVocabulary.none(), Item2VecOptions.TEXT.withThreads(2), OldRows.UPDATE);
        assertThat(plan.hotRows()).as("those with 1/128 of 1,024 tokens").isEqualTo(3);
    }

    @Test
    void tokensUnderWayAreBounded() {
        assertThat(HotRows.interval(1)).isEqualTo(2000);
        assertThat(HotRows.interval(8)).isEqualTo(2000);
        assertThat(HotRows.interval(16)).isEqualTo(1024);
        assertThat(HotRows.interval(1024)).isEqualTo(16);
    }

    @Test
    void oneThreadHasNoneAndNoBitDependsOnThem() {
        Item2VecOptions options = Item2VecOptions.TEXT.withDimension(20).withEpochs(2);
        assertThat(floats(options.withHotRows(0))).isEqualTo(floats(options.withHotRows(64)));
    }

    private static float[] floats(Item2VecOptions options) {
        return Models.floats(Item2VecTrainer.of(options).fit(CLUSTERS.sequences(), CLUSTERS.ids()));
    }

    @Test
    void findsTheClustersWhenEveryRowIsHot() {
        PlantedClusters few = new PlantedClusters(48, 4, 1500, 0.2, 11);
        Item2VecModel model = Item2VecTrainer.of(Item2VecOptions.TEXT
                        .withDimension(20)
                        .withSubsample(0)
                        .withEpochs(8)
                        .withThreads(3)
                        .withHotRows(48))
                .fit(few.sequences(), few.ids());
        assertThat(few.purityAt10(model.vectors())).isGreaterThan(0.95);
    }
}
