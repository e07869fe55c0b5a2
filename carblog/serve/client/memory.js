// What this browser remembers from page to page; nothing, where it may not.

export const recall = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

export const store = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // then it is forgotten
  }
};
