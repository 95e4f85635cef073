package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Catalog;
import io.reco.core.data.CatalogBuilder;
import io.reco.core.data.CreditRole;
import io.reco.core.data.IdMap;
import io.reco.core.data.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemFeaturesTest {
    @Test
    void listsAreWhatWasGiven() {
        ItemFeatures features = SmallNet.features();
        assertThat(features.items()).isEqualTo(11);
        assertThat(features.attributeCount()).isEqualTo(5);
        assertThat(features.maxAttributes()).isEqualTo(2);
        assertThat(features.attributeCount(0)).isZero();
        assertThat(features.attributeCount(8)).isEqualTo(2);
        assertThat(features.attribute(8, 0)).isEqualTo(3);
        assertThat(features.attribute(8, 1)).isEqualTo(1);
        assertThatThrownBy(() -> features.attribute(7, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(ItemFeatures.of(features.offsets(), features.values(), 5)).isEqualTo(features);

        int[] rows = new int[5];
        int[] ids = {8, 0, -1, 11, 7};
        assertThat(features.attributes(0, ids, 5, rows)).isTrue();
        assertThat(rows).containsExactly(3, -1, -1, -1, 2);
        assertThat(features.attributes(1, ids, 5, rows)).isTrue();
        assertThat(rows).containsExactly(1, -1, -1, -1, -1);
        assertThat(features.attributes(2, ids, 5, rows)).isFalse();
    }

    @Test
    void ofACatalogueArtistsComeFirstThenAlbumsThenGenres() {
        Catalog catalog = catalog();
        int[] tracks = {
            catalog.tracks().indexOf("t2"), IdMap.ABSENT, catalog.tracks().indexOf("t1")
        };
        ItemFeatures features = ItemFeatures.of(catalog, tracks);
        int artists = catalog.artists().size();
        int albums = catalog.albums().size();
        assertThat(features.attributeCount())
                .isEqualTo(artists + albums + catalog.genres().size());
        assertThat(attributes(features, 0))
                .containsExactly(
                        catalog.artists().indexOf("a2"),
                        catalog.artists().indexOf("a1"),
                        artists + albums + catalog.genres().indexOf("jazz"));
        assertThat(attributes(features, 1)).isEmpty();
        assertThat(attributes(features, 2))
                .containsExactly(
                        catalog.artists().indexOf("a1"),
                        artists + catalog.albums().indexOf("b1"),
                        artists + albums + catalog.genres().indexOf("rock"),
                        artists + albums + catalog.genres().indexOf("jazz"));
    }

    private static Catalog catalog() {
        CatalogBuilder builder = new CatalogBuilder();
        builder.addTrack(Track.builder("t1")
                .album("b1")
                .artist("a1")
                .genres(List.of("rock", "jazz"))
                .build());
        builder.addTrack(Track.builder("t2")
                .artist("a2")
                .credit("a1", CreditRole.FEATURED)
                .genres(List.of("jazz"))
                .build());
        return builder.build();
    }

    private static int[] attributes(ItemFeatures features, int item) {
        int[] out = new int[features.attributeCount(item)];
        for (int j = 0; j < out.length; j++) {
            out[j] = features.attribute(item, j);
        }
        return out;
    }

    @Test
    void refusesListsThatDoNotFit() {
        assertThatThrownBy(() -> ItemFeatures.ofItems(-1)).hasMessage("items -1 is not 0 or above");
        assertThatThrownBy(() -> ItemFeatures.of(new int[0], new int[0], 2))
                .hasMessage("offsets: none given; there is one more than items");
        assertThatThrownBy(() -> ItemFeatures.of(new int[] {0, 1}, new int[] {2}, 2))
                .hasMessage("attribute 2 is not in [0, 2)");
        assertThatThrownBy(() -> ItemFeatures.of(new int[] {0, 2, 1, 2}, new int[2], 2))
                .hasMessage("offset 1 of item 2 is below the one before, 2");
        assertThatThrownBy(() -> ItemFeatures.of(new int[] {0, 1}, new int[2], 2))
                .hasMessage("offsets go from 0 to 1, not from 0 to the number of values, 2");
    }
}
