package dev.loupe.demo.ring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads Wavefront OBJ files of triangles; holds the corners, since the faces count them. */
final class ObjReader {
    private ObjReader() {}

    static double volume(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        Tetrahedra sum = new Tetrahedra();
        List<float[]> corners = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("v ")) {
                corners.add(Numbers.three(line));
            } else if (line.startsWith("f ")) {
                String[] words = line.split("\\s+", -1);
                if (words.length != 4) {
                    throw new IOException("a face is no triangle");
                }
                sum.add(corner(corners, words[1]), corner(corners, words[2]), corner(corners, words[3]));
            }
        }
        if (sum.triangles() == 0) {
            throw new IOException("no triangle in the model");
        }
        return sum.volume();
    }

    /** What follows a slash counts textures and normals. */
    private static float[] corner(List<float[]> corners, String word) throws IOException {
        int slash = word.indexOf('/');
        try {
            return corners.get(Integer.parseInt(slash < 0 ? word : word.substring(0, slash)) - 1);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("a face counts a corner that is not there", e);
        }
    }
}
